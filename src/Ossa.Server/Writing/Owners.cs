using Ossa.Protocol.Documents;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>How documents name the account that owns the store.</summary>
internal static class Owners
{
    public static Owner Of(OssContext context) => new(context.Engine.AccountId, context.Engine.AccountId);
}
