using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining;

/// <summary>What a signed URL says, in an order for people.</summary>
internal static class UrlFacts
{
    public static IEnumerable<ExplainedFact> Of(SignedUrl url, Verdict verdict, ShownTime time)
    {
        var validity = Validity.Read(url);
        yield return new("signature", url.IsV4 ? "V4 (OSS4-HMAC-SHA256)" : "V1 (HMAC-SHA1)");
        yield return new("signed by", url.AccessKeyId ?? "-");
        yield return new("bucket", $"{url.Address.Bucket ?? "unknown"} ({url.Address.Style})");
        yield return new("key", url.Key.Length == 0 ? "-" : url.Key);
        yield return new("method", verdict.Method ?? url.Given.Method ?? "unknown; read as GET");
        if (url.Signature?.Scope is { } scope)
        {
            yield return new("region", scope.Region);
        }
        if (validity.SignedAt is { } signedAt)
        {
            yield return new("signed at", $"{ShownTime.Of(signedAt)} ({time.Distance(signedAt)})");
        }
        if (validity.From is { } from)
        {
            yield return new("valid from", ShownTime.Of(from));
        }
        if (validity.Until is { } until)
        {
            yield return new("valid until", $"{ShownTime.Of(until)} ({time.Distance(until)})");
        }
        if (url.Signature?.AdditionalHeaders is [_, ..] headers)
        {
            yield return new("headers to send", string.Join(", ", headers));
        }
        foreach (var (name, value) in url.Query.Where(parameter => !IsOfSignature(parameter.Key)))
        {
            yield return new("parameter", value.Length == 0 ? name : $"{name} = {value}");
        }
    }

    private static bool IsOfSignature(string name) =>
        name
            is V4Parameters.Version
                or V4Parameters.Credential
                or V4Parameters.Date
                or V4Parameters.Expires
                or V4Parameters.AdditionalHeaders
                or V4Parameters.SecurityToken
                or V4Parameters.Signature
                or V1Parameters.AccessKeyId
                or V1Parameters.Expires
                or V1Parameters.SecurityToken
                or V1Parameters.Signature;
}
