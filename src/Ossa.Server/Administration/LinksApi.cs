using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on links. One is made for an object that is there, and named by its id from then on. Users make links of what they may
/// read, and look after their own.</summary>
internal static class LinksApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        new AdminCall(
            "CreateLink",
            "POST",
            AdminApi.Links,
            [AdminApi.Bucket, AdminApi.Key, AdminApi.Validity],
            (context, p) => CreateAsync(context, LinkParameters.Read(context, p[0], p[1], p[2]))
        )
        {
            Optional = LinkParameters.Optional,
            ForUsers = true,
        },
        new AdminCall("ListLinks", "GET", AdminApi.Links, [], (context, _) => ListAsync(context)) { ForUsers = true },
        new AdminCall(
            "GetLink",
            "GET",
            AdminApi.Link,
            [AdminApi.Id],
            async (context, p) => await LinkAnswer.WithUrlAsync(context, await FindOwnAsync(context, p[0]))
        )
        {
            ForUsers = true,
        },
        new AdminCall(
            "ExtendLink",
            "PUT",
            AdminApi.Links,
            [AdminApi.Id, AdminApi.Validity],
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
            "DELETE",
            AdminApi.Links,
            [AdminApi.Id],
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
        var record = await context.Engine.Objects.FindAsync(bucket, request.Key, version: null, context.Aborted);
        if (CreatorOf(context) is { } creator)
        {
            // Before it is said whether the object is there.
            await Authorizer.RequireAsync(
                context,
                AccessQuestion.About("oss:GetObject", Need.Read, bucket, request.Key, record)
            );
            request = request with { Creator = creator };
        }

        if (record is null)
        {
            throw new OssException(OssErrors.NoSuchKey, "Key", request.Key);
        }

        return await TellAsync(context, context.Engine.Links.CreateAsync(request, context.Aborted));
    }

    /// <summary>A link that the caller may look after: the owner all of them, a user its own. Of others it is not told that they are there.</summary>
    private static async ValueTask<Link> FindOwnAsync(OssContext context, string id)
    {
        var link = await context.Engine.Links.GetAsync(id, context.Aborted);
        return IsOwn(context, link) ? link : throw new OssException(LinkErrors.NoSuchLink, "Name", id);
    }

    private static bool IsOwn(OssContext context, Link link) =>
        CreatorOf(context) is not { } user || link.Creator?.Id == user.Id;

    private static LinkCreator? CreatorOf(OssContext context) =>
        context.Caller.UserKey?.User is { } user ? new LinkCreator(user.Name, user.Id) : null;

    private static async Task<object?> TellAsync(OssContext context, ValueTask<Link> link) =>
        await LinkAnswer.WithUrlAsync(context, await link);

    private static async Task<object?> ListAsync(OssContext context)
    {
        var answers = new List<LinkAnswer>();
        await foreach (var link in context.Engine.Links.ListAsync(context.Aborted).Where(link => IsOwn(context, link)))
        {
            answers.Add(await LinkAnswer.OfAsync(context, link));
        }

        return answers.OrderBy(answer => answer.Link.CreatedAt).ToList();
    }
}
