using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on links. One is made for an object that is there, and named by its id from then on.</summary>
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
        },
        new AdminCall("ListLinks", "GET", AdminApi.Links, [], (context, _) => ListAsync(context)),
        new AdminCall(
            "GetLink",
            "GET",
            AdminApi.Link,
            [AdminApi.Id],
            (context, p) => TellAsync(context, context.Engine.Links.GetAsync(p[0], context.Aborted))
        ),
        new AdminCall(
            "ExtendLink",
            "PUT",
            AdminApi.Links,
            [AdminApi.Id, AdminApi.Validity],
            (context, p) =>
            {
                var end = LinkParameters.EndAfter(context, p[1]);
                return TellAsync(context, context.Engine.Links.ExtendAsync(p[0], end, context.Aborted));
            }
        ),
        new AdminCall(
            "RevokeLink",
            "DELETE",
            AdminApi.Links,
            [AdminApi.Id],
            (context, p) => TellAsync(context, context.Engine.Links.RevokeAsync(p[0], context.Aborted))
        ),
    ];

    private static async Task<object?> CreateAsync(OssContext context, LinkRequest request)
    {
        var bucket = await context.Engine.Buckets.GetAsync(request.Bucket, context.Aborted);
        if (await context.Engine.Objects.FindAsync(bucket, request.Key, version: null, context.Aborted) is null)
        {
            throw new OssException(OssErrors.NoSuchKey, "Key", request.Key);
        }

        return await TellAsync(context, context.Engine.Links.CreateAsync(request, context.Aborted));
    }

    private static async Task<object?> TellAsync(OssContext context, ValueTask<Link> link) =>
        await LinkAnswer.WithUrlAsync(context, await link);

    private static async Task<object?> ListAsync(OssContext context)
    {
        var answers = new List<LinkAnswer>();
        await foreach (var link in context.Engine.Links.ListAsync(context.Aborted))
        {
            answers.Add(await LinkAnswer.OfAsync(context, link));
        }

        return answers.OrderBy(answer => answer.Link.CreatedAt).ToList();
    }
}
