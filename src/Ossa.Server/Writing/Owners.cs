using Ossa.Protocol.Documents;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>How documents name accounts: that of the bucket, whose owner owns all that is in it, or else that of the caller.</summary>
internal static class Owners
{
    public static Owner Of(OssContext context) => new(IdOf(context), IdOf(context));

    private static string IdOf(OssContext context) =>
        context.FoundBucket?.OwnerId ?? context.Caller.AccountId ?? context.Engine.AccountId;
}
