using System.Runtime.CompilerServices;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Server.Operations;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>Lists what is in a shared folder, as whoever made the link may list it.</summary>
internal static class FolderListing
{
    private const string Delimiter = "/";

    /// <summary>Goes on only where the folder may be listed now.</summary>
    public static async ValueTask RequireAsync(OssContext context, string bucket, string prefix)
    {
        context.Target = new RequestTarget(bucket, null, [new("prefix", prefix), new("delimiter", Delimiter)]);
        await Authorizer.RequireAsync(
            context,
            new AccessQuestion(
                "oss:ListObjects",
                Need.List,
                context.FoundBucket,
                bucket,
                Key: null,
                () => ValueTask.FromResult<ObjectRecord?>(null)
            )
        );
    }

    /// <summary>One page of a folder, with its folders rolled up.</summary>
    public static ValueTask<ListPage> PageAsync(OssContext context, string prefix, string after) =>
        context.Engine.Listing.ListAsync(
            context.Bucket,
            new ListQuery(prefix, Delimiter, after, Engine.Limits.MaxListEntries),
            context.Aborted
        );

    /// <summary>All files in it, those in its folders too, page by page. Keys that end with a slash only stand for folders.</summary>
    public static async IAsyncEnumerable<ListedObject> FilesAsync(
        OssContext context,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = "";
        while (after is not null)
        {
            var query = new ListQuery(prefix, "", after, Engine.Limits.MaxListEntries);
            var page = await context.Engine.Listing.ListAsync(context.Bucket, query, cancellationToken);
            foreach (var file in page.Objects.Where(file => !file.Key.EndsWith('/')))
            {
                yield return file;
            }

            after = page.Next;
        }
    }
}
