using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Throttling;

/// <summary>Holds requests to the rates of addresses and of access keys.</summary>
internal sealed class RequestLimits(ClientLimits limits, LimitMetrics metrics, TimeProvider time)
{
    private readonly RateLimiter<ClientNetwork>? _addresses = limits.AddressRate is { } rate ? new(rate, time) : null;
    private readonly RateLimiter<string>? _keys = limits.KeyRate is { } rate ? new(rate, time) : null;

    /// <summary>
    /// Counts a request for its address and its access key, if neither asks too often. One that does is refused on the road, which counts it for the
    /// address again: so an address that asks too often takes nothing from its key.
    /// </summary>
    public bool TryTake(ClientNetwork address, string? key) =>
        _addresses?.TryTake(address, out _) is not false && (key is null || _keys?.TryTake(key, out _) is not false);

    /// <summary>Counts a request for its address, before anything is looked up for it but an answer that is known.</summary>
    /// <exception cref="OssException">The address asks too often.</exception>
    public void RequireAddress(OssContext context)
    {
        if (_addresses?.TryTake(ClientNetwork.Of(context.Client.Address), out var wait) is false)
        {
            metrics.Refused(LimitMetrics.AddressRate);
            throw ThrottlingErrors.Refuse(OssErrors.TotalQpsLimitExceeded, wait);
        }
    }

    /// <summary>Counts a request for the access key that was proven right; whoever made a key up is not taken at his word.</summary>
    /// <exception cref="OssException">The key asks too often.</exception>
    public void RequireKey(OssContext context)
    {
        if (context.Caller.AccessKeyId is { } key && _keys?.TryTake(key, out var wait) is false)
        {
            metrics.Refused(LimitMetrics.KeyRate);
            throw ThrottlingErrors.Refuse(OssErrors.TotalQpsLimitExceeded, wait);
        }
    }
}
