using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Logging;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getuserdefinedlogfieldsconfig</summary>
internal sealed class GetUserDefinedLogFieldsConfig : Operation
{
    public override string Name => "GetUserDefinedLogFieldsConfig";

    public override Route Route { get; } = new("GET", Level.Bucket, "userDefinedLogFieldsConfig");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var fields =
            context.Bucket.LogFields
            ?? throw new OssException(OssErrors.NoSuchLogFields, "BucketName", context.Bucket.Name);
        return XmlAnswer.WriteAsync(
            context,
            new UserDefinedLogFieldsConfiguration { Headers = fields.Headers, Parameters = fields.Parameters }
        );
    }
}
