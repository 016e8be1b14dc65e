using System.Text;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Logging;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putuserdefinedlogfieldsconfig</summary>
internal sealed class PutUserDefinedLogFieldsConfig : Operation
{
    public override string Name => "PutUserDefinedLogFieldsConfig";

    public override Route Route { get; } = new("PUT", Level.Bucket, "userDefinedLogFieldsConfig");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            UserDefinedLogFieldsConfiguration.Read,
            OssErrors.MalformedXmlLogFields
        );
        if (document.Headers.Count + document.Parameters.Count > Limits.MaxLogFields)
        {
            throw new OssException(OssErrors.TooManyLogFields);
        }

        Require(document.Headers, IsHeader);
        Require(document.Parameters, parameter => true);
        var fields = new LogFields(document.Headers, document.Parameters);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { LogFields = fields },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }

    private static void Require(IReadOnlyList<string> names, Func<string, bool> isValid)
    {
        foreach (var name in names)
        {
            if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > Limits.MaxLogFieldsBytes || !isValid(name))
            {
                throw new OssException(OssErrors.InvalidLogField, "Field", name);
            }
        }
    }

    /// <summary>Printable ASCII without the underscore, which proxies drop, and the colon, which ends a name.</summary>
    private static bool IsHeader(string name) =>
        !name.AsSpan().ContainsAnyExceptInRange('!', '~') && !name.AsSpan().ContainsAny('_', ':');
}
