using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Operations;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// The object that a copy is made of, from the header <c>x-oss-copy-source: /bucket/key?versionId=ID</c>, percent-encoded.
/// </summary>
internal sealed record CopySource(string Bucket, string Key, VersionId? Version, CopySourceErrors Errors)
{
    private const string ReadAction = "oss:GetObject";

    private string Action => Version is null ? ReadAction : Operation.ActionOnVersion(ReadAction);

    public static CopySource Read(OssContext context, CopySourceErrors errors)
    {
        var text = WireText.ToText(context.Header(OssHeaders.CopySource) ?? "");
        if (text.Length == 0)
        {
            throw Invalid(errors.Empty, text);
        }

        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var version = mark < 0 ? null : ReadVersion(text[(mark + 1)..]);
        var path = mark < 0 ? text : text[..mark];
        var name = path.TrimStart('/');
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        // Some clients send the key's bytes as they are, which decode to themselves; the Go SDK writes a space as "+".
        if (
            (errors.NeedsSlash && path == name)
            || slash <= 0
            || slash == name.Length - 1
            || !UriEncoding.TryDecode(name.AsSpan(slash + 1), plusIsSpace: true, out var key)
        )
        {
            throw Invalid(errors.Malformed, text);
        }

        var source = new CopySource(name[..slash], key, version, errors);
        BucketName.Check(source.Bucket);
        ObjectKey.Check(source.Key);
        return source;
    }

    /// <summary>Opens the source, which its caller must be allowed to read; otherwise it must not be told either whether it is there.</summary>
    public async ValueTask<OpenObject> OpenAsync(OssContext context)
    {
        var bucket = await context.Engine.Buckets.GetAsync(Bucket, context.Aborted);
        var open = await context.Engine.Objects.OpenAsync(bucket, Key, Version, context.Aborted);
        try
        {
            await Authorizer.JudgeReadingAsync(context, Action, bucket, Key, open?.Record);
            if (open is null)
            {
                throw await ExplainAsync(context, bucket);
            }

            // Of a link nothing is copied but the link.
            if (open.Record.Type != ObjectType.Symlink)
            {
                ArchiveState.RequireReadable(context, open.Record);
            }

            return open;
        }
        catch
        {
            await (open?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    private async ValueTask<OssException> ExplainAsync(OssContext context, Bucket bucket)
    {
        var absence = await Absence.ExplainAsync(context, bucket, Key, Version);
        return absence.Error == OssErrors.NoSuchVersion ? new OssException(Errors.NoSuchVersion, absence.Details)
            : absence.Error == OssErrors.MethodNotAllowedOnDeleteMarker
                ? new OssException(Errors.IsDeleteMarker, OssHeaders.CopySource, $"/{bucket.Name}/{Key}")
            : absence;
    }

    private static VersionId? ReadVersion(string query)
    {
        const string parameter = "versionId=";
        if (!query.StartsWith(parameter, StringComparison.Ordinal))
        {
            throw Invalid(OssErrors.InvalidCopySourceParameter, query);
        }

        var id = query[parameter.Length..];
        if (id.Length == 0)
        {
            throw Invalid(OssErrors.InvalidCopySourceVersion, query);
        }

        return VersionId.TryParse(id, out var version) ? version : throw Invalid(OssErrors.InvalidVersionId, query);
    }

    private static OssException Invalid(OssError error, string value) =>
        ListParameters.Invalid(error, OssHeaders.CopySource, value);
}
