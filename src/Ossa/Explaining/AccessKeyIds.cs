using Ossa.Protocol.Signing;

namespace Ossa.Explaining;

/// <summary>Finds who signed, also in URLs that are otherwise broken.</summary>
internal static class AccessKeyIds
{
    public static string? Find(SignedUrl url) =>
        url.Signature?.AccessKeyId
        ?? url.Find(V4Parameters.Credential)?.Split('/')[0]
        ?? url.Find(V1Parameters.AccessKeyId);
}
