using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The object that a copy is made of, from the header <c>x-oss-copy-source: /bucket/key</c>, percent-encoded.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public static CopySource Read(OssContext context)
    {
        var text = WireText.ToText(context.Header(OssHeaders.CopySource) ?? "");
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0)
        {
            CheckVersion(text[(mark + 1)..]);
        }

        var path = (mark < 0 ? text : text[..mark]).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw Invalid(OssErrors.InvalidCopySource, text);
        }
        // Some clients send the key's bytes as they are, which decode to themselves; the Go SDK writes a space as "+".
        if (!UriEncoding.TryDecode(path.AsSpan(slash + 1), plusIsSpace: true, out var key))
        {
            throw Invalid(OssErrors.InvalidCopySource, text);
        }

        var source = new CopySource(path[..slash], key);
        BucketName.Check(source.Bucket);
        ObjectKey.Check(source.Key);
        return source;
    }

    private static void CheckVersion(string query)
    {
        const string parameter = "versionId=";
        if (!query.StartsWith(parameter, StringComparison.Ordinal))
        {
            throw Invalid(OssErrors.InvalidCopySourceParameter, query);
        }

        if (query.Length == parameter.Length)
        {
            throw Invalid(OssErrors.InvalidCopySourceVersion, query);
        }

        if (query != parameter + "null")
        {
            throw new OssException(OssErrors.NoSuchVersion, "VersionId", query[parameter.Length..]);
        }
    }

    private static OssException Invalid(OssError error, string value) =>
        ListParameters.Invalid(error, OssHeaders.CopySource, value);
}
