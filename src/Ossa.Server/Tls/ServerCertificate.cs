using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Ossa.Server.Tls;

/// <summary>
/// The certificate that new connections see. Files that change are read again, looked at once a second at most; while they are wrong, what was
/// read before stays.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly TlsOptions _options;
    private readonly CertificateFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private (DateTime, long, DateTime, long) _stamp;
    private long _lookedAt;
    private SslStreamCertificateContext _current;
    private bool _isEndTold;

    /// <exception cref="CertificateException">The files are wrong.</exception>
    public ServerCertificate(TlsOptions options, TimeProvider time, ILogger<ServerCertificate> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _files = new CertificateFiles(options);
        (_stamp, _lookedAt) = (_files.Stamp(), time.GetTimestamp());
        _current = Load();
    }

    /// <summary>When the certificate ends that new connections see.</summary>
    public CertificateLife Life
    {
        get
        {
            lock (_lock)
            {
                return CertificateLife.Of(_current.TargetCertificate);
            }
        }
    }

    /// <summary>How Kestrel shakes hands.</summary>
    /// <param name="timeout">How long that may take.</param>
    public TlsHandshakeCallbackOptions Handshake(TimeSpan timeout) =>
        new() { OnConnection = _ => ValueTask.FromResult(Answer()), HandshakeTimeout = timeout };

    private SslServerAuthenticationOptions Answer() =>
        new()
        {
            ServerCertificateContext = Current(),
            EnabledSslProtocols = _options.RequiresTls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
        };

    private SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_lookedAt) >= LookInterval)
            {
                _lookedAt = _time.GetTimestamp();
                Look();
            }

            return _current;
        }
    }

    private void Look()
    {
        TellEnd(_current);
        var stamp = _files.Stamp();
        if (stamp == _stamp)
        {
            return;
        }

        _stamp = stamp;
        try
        {
            _current = Load();
            TlsLog.Exchanged(_logger, _options.CertificateFile);
        }
        catch (CertificateException e)
        {
            TlsLog.Kept(_logger, e.Message);
        }
    }

    private SslStreamCertificateContext Load()
    {
        var loaded = _files.Load();
        if (_files.IsKeyOpen())
        {
            TlsLog.KeyIsOpen(_logger, _options.KeyFile);
        }

        _isEndTold = false;
        TellEnd(loaded);
        return loaded;
    }

    /// <summary>Says once of each certificate that it ends soon, or has ended.</summary>
    private void TellEnd(SslStreamCertificateContext loaded)
    {
        var (life, now) = (CertificateLife.Of(loaded.TargetCertificate), _time.GetUtcNow());
        if (!_isEndTold && life.EndsSoon(now))
        {
            _isEndTold = true;
            TlsLog.Ends(_logger, _options.CertificateFile, life.IsOver(now) ? "ended" : "ends", life.Ends);
        }
    }
}
