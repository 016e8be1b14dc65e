using Ossa.Engine.Buckets;
using Ossa.Engine.Links;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Road;
using Ossa.Server.Sharing;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on links. One is made for an object that is there, and named by its id from then on. Who does not own
/// the bucket makes links of what he may read or put; users look after their own, and the root of an account after all of it.</summary>
internal static class LinksApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        new AdminCall(
            "CreateLink",
            "Makes a link to an object or a folder, or one to upload by; without a key the whole bucket is the folder.",
            "POST",
            AdminApi.Links,
            [AdminApi.Bucket, AdminApi.Validity],
            () => IdentityJson.Default.LinkAnswer,
            (context, p) => CreateAsync(context, LinkParameters.Read(context, p[0], p[1]))
        )
        {
            Optional = LinkParameters.Optional,
            OptionalHeaders = LinkParameters.Headers,
            ForUsers = true,
        },
        new AdminCall(
            "ListLinks",
            "Lists the links of the account, a user's own alone where a user asks.",
            "GET",
            AdminApi.Links,
            [],
            () => IdentityJson.Default.IReadOnlyListLinkAnswer,
            (context, _) => ListAsync(context)
        )
        {
            ForUsers = true,
        },
        new AdminCall(
            "GetLink",
            "Tells one link, with its URL made anew.",
            "GET",
            AdminApi.Link,
            [AdminApi.Id],
            () => IdentityJson.Default.LinkAnswer,
            async (context, p) => await LinkAnswer.WithUrlAsync(context, await FindOwnAsync(context, p[0]))
        )
        {
            ForUsers = true,
        },
        new AdminCall(
            "ExtendLink",
            "Lets a link hold from now on for another time.",
            "PUT",
            AdminApi.Links,
            [AdminApi.Id, AdminApi.Validity],
            () => IdentityJson.Default.LinkAnswer,
            async (context, p) =>
            {
                var end = LinkParameters.EndAfter(context, p[1]);
                var link = await FindOwnAsync(context, p[0]);
                return await TellAsync(context, context.Engine.Links.ExtendAsync(link.Id, end, context.Aborted));
            }
        )
        {
            ForUsers = true,
        },
        new AdminCall(
            "RevokeLink",
            "Ends a link.",
            "DELETE",
            AdminApi.Links,
            [AdminApi.Id],
            () => IdentityJson.Default.LinkAnswer,
            async (context, p) =>
            {
                var link = await FindOwnAsync(context, p[0]);
                return await TellAsync(context, context.Engine.Links.RevokeAsync(link.Id, context.Aborted));
            }
        )
        {
            ForUsers = true,
        },
    ];

    private static async Task<object?> CreateAsync(OssContext context, LinkRequest request)
    {
        var bucket = await context.Engine.Buckets.GetAsync(request.Bucket, context.Aborted);
        request = request with
        {
            Incarnation = bucket.Incarnation,
            Account = AccountOf(context),
            Creator = CreatorOf(context),
        };
        await (
            request.Kind switch
            {
                LinkKind.Object => RequireObjectAsync(context, bucket, request),
                LinkKind.Folder => RequireFolderAsync(context, bucket, request),
                _ => RequireUploadAsync(context, bucket, request),
            }
        );
        return await TellAsync(context, context.Engine.Links.CreateAsync(request, context.Aborted));
    }

    /// <summary>The object must be there, and whoever does not own the bucket must be allowed to read it, which is asked before it is told whether it is there.</summary>
    private static async Task RequireObjectAsync(OssContext context, Bucket bucket, LinkRequest request)
    {
        var record = await context.Engine.Objects.FindAsync(bucket, request.Key, version: null, context.Aborted);
        if (!context.Caller.IsOwnerOf(bucket.OwnerId))
        {
            await Authorizer.RequireAsync(
                context,
                AccessQuestion.About("oss:GetObject", Need.Read, bucket, request.Key, record)
            );
        }

        if (record is null)
        {
            throw new OssException(OssErrors.NoSuchKey, "Key", request.Key);
        }

        // What it leads to is another object, and can be made another one at any time.
        if (record.Type == ObjectType.Symlink)
        {
            throw new OssException(LinkErrors.InvalidArgument, "ArgumentName", AdminApi.Key);
        }
    }

    /// <summary>A folder is there as soon as something is in it; others than the owner of the bucket must be allowed to list it.</summary>
    private static async Task RequireFolderAsync(OssContext context, Bucket bucket, LinkRequest request)
    {
        if (context.Caller.IsOwnerOf(bucket.OwnerId))
        {
            return;
        }

        var admin = context.Target;
        context.FoundBucket = bucket;
        await FolderListing.RequireAsync(context, bucket.Name, request.Key);
        (context.Target, context.FoundBucket) = (admin, null);
    }

    /// <summary>
    /// Others than the owner of the bucket must be allowed to put what the link takes in. Where there is one object already that no file may replace, the link could take none.
    /// </summary>
    private static async Task RequireUploadAsync(OssContext context, Bucket bucket, LinkRequest request)
    {
        var record =
            request.Key.Length == 0
                ? null
                : await context.Engine.Objects.FindAsync(bucket, request.Key, version: null, context.Aborted);
        if (!context.Caller.IsOwnerOf(bucket.OwnerId))
        {
            await Authorizer.RequireAsync(
                context,
                AccessQuestion.About("oss:PutObject", Need.Write, bucket, request.Key, record)
            );
        }

        var isOfOne = !request.MayOverwrite && !Link.IsFolder(request.Key);
        if (isOfOne && await context.Engine.Objects.FindReplacedAsync(bucket, request.Key, context.Aborted) is not null)
        {
            throw new OssException(OssErrors.FileAlreadyExists, "Key", request.Key);
        }
    }

    /// <summary>A link that the caller may look after: a root those of its account, a user its own. Of others it is not told that they are there.</summary>
    internal static async ValueTask<Link> FindOwnAsync(OssContext context, string id)
    {
        var link = await context.Engine.Links.GetAsync(id, context.Aborted);
        return IsOwn(context, link) ? link : throw new OssException(LinkErrors.NoSuchLink, "Name", id);
    }

    private static bool IsOwn(OssContext context, Link link) =>
        link.Account == AccountOf(context) && (CreatorOf(context) is not { } user || link.Creator?.Id == user.Id);

    /// <summary>The further account that asks, or null for the first one.</summary>
    private static string? AccountOf(OssContext context) =>
        context.Caller.AccountId == context.Engine.AccountId ? null : context.Caller.AccountId;

    private static LinkCreator? CreatorOf(OssContext context) =>
        context.Caller.User?.User is { } user ? new LinkCreator(user.Name, user.Id) : null;

    private static async Task<object?> TellAsync(OssContext context, ValueTask<Link> link) =>
        await LinkAnswer.WithUrlAsync(context, await link);

    private static async Task<object?> ListAsync(OssContext context)
    {
        var answers = new List<LinkAnswer>();
        var surroundings = new LinkSurroundings(context);
        var links = context.Engine.Links.ListOfAsync(AccountOf(context), context.Aborted);
        await foreach (var link in links.Where(link => IsOwn(context, link)))
        {
            answers.Add(await LinkAnswer.OfAsync(context, link, surroundings));
        }

        return answers.OrderBy(answer => answer.Link.CreatedAt).ToList();
    }
}
