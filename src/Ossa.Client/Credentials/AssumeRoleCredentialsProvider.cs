using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>
/// Credentials of sessions of a role. A new session begins before the present one ends, once for all who ask meanwhile; while that fails, the
/// present one goes on for as long as it lasts.
/// </summary>
public sealed class AssumeRoleCredentialsProvider : ICredentialsProvider, IDisposable
{
    /// <summary>How much of a session is left when the next one begins, unless a fifth of it is less.</summary>
    private static readonly TimeSpan MostLeft = TimeSpan.FromMinutes(5);

    /// <summary>How long the present session is used further after an attempt that failed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly StsClient _client;
    private readonly AssumeRoleOptions _role;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();
    private AccessKey? _key;
    private DateTimeOffset _renewAt;
    private Task<AccessKey>? _renewal;

    /// <summary>Makes a provider that assumes the role when credentials are asked for first.</summary>
    /// <param name="sts">Where STS is, and who assumes the role.</param>
    /// <param name="role">Which role, and how.</param>
    /// <exception cref="ArgumentException">The endpoint is none.</exception>
    public AssumeRoleCredentialsProvider(OssClientOptions sts, AssumeRoleOptions role)
    {
        _client = new StsClient(sts);
        _role = role;
        _clock = sts.Clock;
    }

    /// <inheritdoc/>
    /// <exception cref="OssClientException">There is no session, and none could be begun.</exception>
    public async ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessKey> renewal;
        lock (_lock)
        {
            if (_key is not null && _clock.GetUtcNow() < _renewAt)
            {
                return _key;
            }

            if (_renewal is null or { IsCompleted: true })
            {
                _renewal = RenewAsync();
            }

            renewal = _renewal;
        }

        return await renewal.WaitAsync(cancellationToken);
    }

    /// <summary>Closes the connections; whoever waits for a session gets none.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        _client.Dispose();
    }

    private async Task<AccessKey> RenewAsync()
    {
        // Not within the lock that the caller holds.
        await Task.Yield();
        try
        {
            var role = await _client.AssumeRoleAsync(_role, _disposed.Token);
            var (now, end) = (_clock.GetUtcNow(), role.Key.ExpiresAt!.Value);
            var left = TimeSpan.FromTicks(Math.Min((end - now).Ticks / 5, MostLeft.Ticks));
            return Keep(role.Key, end - left);
        }
        catch (OssClientException) when (_key is { } present && _clock.GetUtcNow() < present.ExpiresAt)
        {
            var again = _clock.GetUtcNow() + Pause;
            return Keep(present, again < present.ExpiresAt ? again : present.ExpiresAt.Value);
        }
    }

    private AccessKey Keep(AccessKey key, DateTimeOffset renewAt)
    {
        lock (_lock)
        {
            (_key, _renewAt) = (key, renewAt);
            return key;
        }
    }
}
