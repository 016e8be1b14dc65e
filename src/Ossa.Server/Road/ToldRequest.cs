using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Connections;

namespace Ossa.Server.Road;

/// <summary>
/// A request that did not come but is told of. It goes down the road of all requests as far as its handler, so what is said of it is what it
/// would get; nothing is changed by it, and nothing counted.
/// </summary>
/// <param name="pipeline">The road.</param>
/// <param name="hosts">Says which bucket its host stands for.</param>
internal sealed class ToldRequest(OssPipeline pipeline, HostBuckets hosts)
{
    /// <summary>Lets it down the road.</summary>
    /// <param name="asking">The request of whoever tells of it.</param>
    /// <param name="method">Its method.</param>
    /// <param name="url">Its URL: scheme, host and target as they were written.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="address">The address of its client.</param>
    public async ValueTask<ToldOutcome> WalkAsync(
        OssContext asking,
        string method,
        (string Scheme, string Host, string Target) url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        IPAddress? address
    )
    {
        var http = Tell(asking, method, url, headers);
        await using var context = new OssContext(http, asking.Engine, asking.Options, asking.RequestId, asking.Time)
        {
            HasCome = false,
            HostNames = asking.HostNames,
            Client = new ClientConnection(address, url.Scheme == Uri.UriSchemeHttps, IsForwarded: false),
            Uploads = asking.Uploads,
        };
        try
        {
            Unreadable.Refuse(http);
            context.HostBucket = await hosts.FindAsync(http);
            await pipeline.ApproachAsync(context);
            await Admission.AdmitAsync(context);
            return new ToldOutcome(
                context.Operation,
                context.Decisions.Deciding?.Reason,
                Refusal: null,
                context.Caller
            );
        }
        catch (OssException e) when (e.Error == ForecastErrors.NotForeseeable)
        {
            return new ToldOutcome(context.Operation, Reason: null, Refusal: null, context.Caller)
            {
                IsForeseen = false,
            };
        }
        catch (OssException refusal)
        {
            var document = new ErrorDocument
            {
                Code = refusal.Error.Code,
                Message = refusal.Error.Message,
                Details = refusal.Details,
                Ec = refusal.Error.Ec,
            };
            return new ToldOutcome(context.Operation, context.Decisions.Deciding?.Reason, document, context.Caller);
        }
    }

    private static DefaultHttpContext Tell(
        OssContext asking,
        string method,
        (string Scheme, string Host, string Target) url,
        IReadOnlyList<KeyValuePair<string, string>> headers
    )
    {
        var request = new HttpRequestFeature
        {
            Method = method,
            Scheme = url.Scheme,
            RawTarget = url.Target,
            Protocol = HttpProtocol.Http11,
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Append(name, WireText.FromText(value));
        }

        request.Headers.Host = url.Host;
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestFeature>(request);
        http.RequestAborted = asking.Aborted;
        return http;
    }
}
