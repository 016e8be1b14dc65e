using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Signs URLs for whoever is signed in, with the key of the session. They give what that key may have when they are used, as if they had
/// been signed elsewhere, so nothing is judged here.
/// </summary>
internal static class ConsoleUrls
{
    public static async Task AnswerAsync(OssContext context, ConsoleVisitor visitor)
    {
        var wish = await ConsoleJson.ReadAsync(context, ConsoleJson.Default.UrlWish);
        BucketName.Check(wish.Bucket);
        ObjectKey.Check(wish.Key);
        if (wish.Seconds is < 1 or > SignatureV4.MaxExpiresSeconds)
        {
            throw new OssException(ConsoleErrors.InvalidValidity);
        }

        // The audit log tells for what.
        context.Target = new RequestTarget(wish.Bucket, wish.Key, []);
        var signed = SignatureV4.Presign(
            visitor.Credential.Secret.ToKey(visitor.Session.AccessKeyId, visitor.Session.SecurityToken),
            context.Options.Region,
            CredentialScope.OssProduct,
            context.Now,
            wish.Seconds,
            new SignableRequest("GET", wish.Bucket, wish.Key, Parameters(wish).ToArray(), [])
        );
        var path = $"/{wish.Bucket}/{UriEncoding.EncodeKey(wish.Key)}?{UriEncoding.EncodeQuery(signed)}";
        await ConsoleJson.WriteAsync(
            context,
            new UrlMade(Endpoints.UrlOf(context) + path, path, context.Now.AddSeconds(wish.Seconds)),
            ConsoleJson.Default.UrlMade
        );
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(UrlWish wish)
    {
        if (wish.Disposition is { } disposition)
        {
            yield return new("response-content-disposition", disposition);
        }

        if (wish.VersionId is { } version)
        {
            yield return new("versionId", version);
        }
    }
}
