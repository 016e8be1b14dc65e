using Ossa.Engine.Links;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Operations;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Road;

namespace Ossa.Server.Links;

/// <summary>
/// Holds the key of a link to its link. Only the server knows the key, so only what the server signed proves right; that a link gives its
/// object, or takes it in, and nothing else must not hang on this alone.
/// </summary>
internal static class LinkScope
{
    /// <summary>Refuses the key of a link anywhere but in a signed URL of version 4.</summary>
    /// <param name="credential">The key.</param>
    /// <param name="presented">How the request is signed, or null for a form.</param>
    public static void RequireUrl(Credential credential, PresentedSignature? presented)
    {
        if (credential.Caller.Link is not null && presented?.Scheme != SignatureScheme.V4Url)
        {
            throw new OssException(LinkErrors.OutOfScope);
        }
    }

    /// <summary>Refuses what the link of the request is not for. Where no link is used there is nothing to refuse.</summary>
    public static void Require(OssContext context, Operation operation)
    {
        if (context.Caller.Link is not { } link)
        {
            return;
        }

        link.RequireActive(context.Now);
        if (!IsFor(link, operation) || context.Bucket.Name != link.Bucket || !link.Covers(context.Key))
        {
            throw new OssException(LinkErrors.OutOfScope);
        }

        // The bucket that it was made for is gone, and the one that has its name now is another one, perhaps of another account.
        if (!link.IsTo(context.Bucket))
        {
            throw new OssException(OssErrors.NoSuchBucket, "BucketName", link.Bucket);
        }

        RequireAddress(context, link);
    }

    /// <summary>
    /// Refuses what a symbolic link leads to elsewhere than into the link. A link acts for its maker, and whoever may write in a shared folder need
    /// not be allowed to read all that its maker may.
    /// </summary>
    public static void RequireTarget(OssContext context, string key)
    {
        if (context.Caller.Link is { } link && !link.Covers(key))
        {
            throw new OssException(LinkErrors.OutOfScope);
        }
    }

    /// <summary>
    /// The request as the URL of a link signs it. Programs state a type of their own with what they send; one for uploads takes it as what it is
    /// about to be told.
    /// </summary>
    public static SignableRequest AsSigned(Credential credential, SignableRequest request) =>
        credential.Caller.Link is { Kind: LinkKind.Upload }
            ? request with
            {
                Headers = [.. request.Headers.Where(header => !IsOfBody(header.Key))],
            }
            : request;

    private static bool IsOfBody(string header) =>
        header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Content-MD5", StringComparison.OrdinalIgnoreCase);

    private static bool IsFor(Link link, Operation operation) =>
        link.Kind == LinkKind.Upload ? operation is PutObject : operation is GetObject or HeadObject;

    private static void RequireAddress(OssContext context, Link link)
    {
        var ranges = link.Limits.Addresses;
        var address = context.Client.Address;
        var isMeant =
            ranges.Count == 0
            || (address is not null && ranges.Any(range => AddressRange.TryParse(range)?.Contains(address) ?? false));
        if (!isMeant)
        {
            throw new OssException(LinkErrors.WrongAddress);
        }
    }
}
