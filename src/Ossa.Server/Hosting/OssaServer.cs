using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Protocol.Signing;
using Ossa.Server.AccessLogs;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Server.Connections;
using Ossa.Server.Identity;
using Ossa.Server.Metrics;
using Ossa.Server.Pages;
using Ossa.Server.Repeating;
using Ossa.Server.Road;
using Ossa.Server.Rpc;
using Ossa.Server.Sharing;
using Ossa.Server.Throttling;
using Ossa.Server.Tls;
using Ossa.Server.Traffic;
using Ossa.Server.Transport;
using Ossa.Server.WebConsole;
using Ossa.Server.Writing;

namespace Ossa.Server.Hosting;

/// <summary>A running server: the road and Ossa's own pages behind Kestrel, and the workers that tidy up behind it.</summary>
public sealed class OssaServer : IAsyncDisposable
{
    private readonly KestrelHost _web;
    private readonly TimeSpan _drainTimeout;
    private readonly OssaEngine _engine;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Health _health;
    private readonly LogWorker _logWorker;
    private readonly KeyUseWorker _keyUseWorker;
    private readonly AuditTrail? _audit;
    private Task _auditing = Task.CompletedTask;
    private Task _logs = Task.CompletedTask;
    private Task _collector = Task.CompletedTask;
    private Task _scrubber = Task.CompletedTask;
    private Task _lifecycle = Task.CompletedTask;
    private Task _rewrap = Task.CompletedTask;
    private Task _keyUses = Task.CompletedTask;

    private OssaServer(
        KestrelHost web,
        TimeSpan drainTimeout,
        OssaEngine engine,
        Health health,
        LogWorker logWorker,
        KeyUseWorker keyUseWorker,
        AuditTrail? audit
    )
    {
        _web = web;
        _drainTimeout = drainTimeout;
        _engine = engine;
        _health = health;
        _logWorker = logWorker;
        _keyUseWorker = keyUseWorker;
        _audit = audit;
    }

    /// <summary>The addresses that the server listens on, with the ports that it really got.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>Builds the server and starts to listen.</summary>
    /// <param name="engine">The opened store; it must stay open for as long as the server runs.</param>
    /// <param name="keys">The keys that may sign.</param>
    /// <param name="listen">Addresses such as <c>http://127.0.0.1:9000</c>; port 0 takes any free one.</param>
    /// <param name="options">How the server presents itself.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Where logs go.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">An address is taken or cannot be listened on.</exception>
    /// <exception cref="CertificateException">The certificate or its key cannot be used.</exception>
    public static async Task<OssaServer> StartAsync(
        OssaEngine engine,
        AccessKeyRing keys,
        IReadOnlyList<Uri> listen,
        ServerOptions options,
        TimeProvider time,
        Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken
    )
    {
        var metrics = new ServerMetrics();
        var limited = new LimitMetrics(metrics.Registry);
        var guard = new ConnectionGuard(options, metrics, limited);
        ServerCertificate? certificate = null;
        RepeatedAnswers? repeated = null;
        var web = KestrelHost.Build(
            kestrel =>
            {
                certificate = CertificateOf(options, time, kestrel.ApplicationServices);
                KestrelSettings.Apply(kestrel, listen, options, guard, next => repeated!.Around(next), certificate);
            },
            logging,
            options.Transport
        );

        var hosts = new HostBuckets(new HostNames(options, listen), engine.Cnames);
        var locator = new Locator(options.Strict);
        StoreMetrics.Register(metrics.Registry, engine);
        CacheMetrics.Register(metrics.Registry, engine);
        CollectorMetrics.Register(metrics.Registry, engine.Collector);
        ScrubMetrics.Register(metrics.Registry, engine.Scrubber);
        LifecycleMetrics.Register(metrics.Registry, engine.LifecycleRunner);
        RewrapMetrics.Register(metrics.Registry, engine.Rewrapper);
        TlsMetrics.Register(metrics.Registry, () => certificate);
        var health = new Health(engine);
        var credentials = new CredentialLookup(keys, engine);
        var authenticator = new Authenticator(credentials);
        var logMetrics = new LogMetrics(metrics.Registry);
        var accessLog = new AccessLog(logMetrics, web.LogOf<AccessLog>());
        logMetrics.Watch(metrics.Registry, accessLog.Buffer);
        var logWorker = new LogWorker(
            accessLog,
            engine,
            options.LoggingInterval,
            logMetrics,
            time,
            web.LogOf<LogWorker>()
        );
        var keyUseWorker = new KeyUseWorker(
            engine.KeyUses,
            keys.Ids,
            engine.Options.KeyUseInterval,
            time,
            web.LogOf<KeyUseWorker>()
        );
        var audit = options.Audit is { } kept ? AuditTrail.Open(kept, time, metrics.Registry, web.Logs) : null;
        var traffic = new TrafficHours(time);
        var frame = new RequestFrame(
            engine,
            options,
            hosts,
            metrics,
            traffic,
            limited,
            accessLog,
            audit,
            time,
            web.LogOf<RequestFrame>()
        );
        var pipeline = new OssPipeline(
            engine,
            locator,
            authenticator,
            new RpcRoad(new RpcAuthenticator(credentials, time.GetUtcNow()), frame.Limits),
            frame
        );
        var dates = new HttpDates();
        repeated = new RepeatedAnswers(
            new AnswerMemory(options.AnswerBytes, metrics.Registry),
            engine,
            options,
            frame.Limits,
            metrics,
            traffic,
            audit,
            dates,
            time,
            web.LogOf<RequestFrame>()
        );
        var access = new MetricsAccess(options.MetricsToken);
        var state = new HealthReader(engine, health, () => certificate?.Life, time);
        var admin = new AdminRoad(
            locator,
            authenticator,
            frame,
            audit,
            new ExplainUrl(credentials, hosts, new ToldRequest(pipeline, hosts), audit),
            new ReadStatus(state, traffic),
            keys,
            time
        );
        var pages = new OwnPages(
            hosts,
            health,
            new HealthPage(state, access),
            new MetricsPage(metrics, health, access),
            admin,
            new SharePage(engine, frame, limited, time),
            new ConsoleRoad(credentials, pipeline, admin, frame, new ConsoleSessions(time), time),
            frame
        );
        var server = new OssaServer(web, options.DrainTimeout, engine, health, logWorker, keyUseWorker, audit);
        await server.StartAsync(
            options.Transport == TransportKind.Direct
                ? http => SocketThread.RunAsync(http, AnswerPatientlyAsync)
                : AnswerPatientlyAsync,
            time,
            cancellationToken
        );
        return server;

        Task AnswerPatientlyAsync(HttpContext http) => PatientAnswers.RunAsync(http, options.IdleTimeout, AnswerAsync);

        Task AnswerAsync(HttpContext http)
        {
            // Kestrel would write the machine's time, and the server's may be another one.
            http.Response.Headers.Date = dates.Of(time.GetUtcNow());
            return OwnPages.MayBeFor(http) ? AnswerPageAsync(http) : pipeline.InvokeAsync(http);
        }

        async Task AnswerPageAsync(HttpContext http) =>
            await (await pages.IsOwnAsync(http) ? pages.InvokeAsync(http) : pipeline.InvokeAsync(http));
    }

    /// <summary>
    /// Stops: says so to load balancers, lets running transfers end within the drain time, and writes what is left of buckets' logs and of the
    /// use of keys. The store stays open.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _health.Stopping();
        _audit?.EndFollowing();
        await _web.StopAsync(_drainTimeout);
        await _stopping.CancelAsync();
        _audit?.Complete();
        await Task.WhenAll(_collector, _scrubber, _lifecycle, _rewrap, _keyUses, _logs, _auditing);
        await _web.DisposeAsync();
        _stopping.Dispose();
    }

    private static ServerCertificate? CertificateOf(
        ServerOptions options,
        TimeProvider time,
        IServiceProvider services
    ) =>
        options.Tls is { } tls
            ? new ServerCertificate(tls, time, services.GetRequiredService<ILogger<ServerCertificate>>())
            : null;

    private async Task StartAsync(RequestDelegate answer, TimeProvider time, CancellationToken cancellationToken)
    {
        await _web.StartAsync(answer, cancellationToken);
        Addresses = [.. _web.Addresses];
        _collector = CollectAsync(_web.LogOf<OssaServer>());
        var log = _web.LogOf<ScrubWorker>();
        _auditing = _audit?.RunAsync(_stopping.Token) ?? Task.CompletedTask;
        _logs = _logWorker.RunAsync(_stopping.Token);
        _keyUses = _keyUseWorker.RunAsync(_stopping.Token);
        _scrubber = new ScrubWorker(_engine.Scrubber, time, log).RunAsync(_stopping.Token);
        var lifecycleLog = _web.LogOf<LifecycleWorker>();
        _lifecycle = new LifecycleWorker(_engine.LifecycleRunner, time, lifecycleLog).RunAsync(_stopping.Token);
        var rewrapLog = _web.LogOf<RewrapWorker>();
        _rewrap = new RewrapWorker(_engine.Rewrapper, time, rewrapLog).RunAsync(_stopping.Token);
    }

    /// <summary>The collector must outlive its failures: it says so and tries again.</summary>
    private async Task CollectAsync(ILogger logger)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _engine.Collector.RunAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ServerLog.CollectorFailed(logger, e);
                await Task.Delay(TimeSpan.FromMinutes(1), _stopping.Token)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
