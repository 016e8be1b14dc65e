using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>What the page is told of who is signed in.</summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="Arn">The account, the user or the role in full.</param>
/// <param name="IsOwner">Whether it is the account that runs the server, which may ask for all of the admin API.</param>
/// <param name="MaySeeLinks">Whether it may make and look after links.</param>
/// <param name="MayManageUsers">Whether it is an account, which has users.</param>
/// <param name="EndsAt">When the session ends if it is not used again.</param>
/// <param name="Region">The server's region.</param>
internal sealed record SignedIn(
    string AccessKeyId,
    string Arn,
    bool IsOwner,
    bool MaySeeLinks,
    bool MayManageUsers,
    DateTimeOffset EndsAt,
    string Region
)
{
    public static SignedIn Of(OssContext context, DateTimeOffset endsAt) =>
        new(
            context.Caller.AccessKeyId!,
            context.Caller.Arn!,
            context.Caller.IsOwnerOf(context.Engine.AccountId),
            context.Caller.IsRoot || context.Caller.User is not null,
            context.Caller.IsRoot,
            endsAt,
            context.Options.Region
        );
}
