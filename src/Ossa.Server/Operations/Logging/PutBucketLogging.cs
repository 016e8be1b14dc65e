using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.AccessLogs;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Logging;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlogging</summary>
internal sealed class PutBucketLogging : Operation
{
    public override string Name => "PutBucketLogging";

    public override Route Route { get; } = new("PUT", Level.Bucket, "logging");

    public override Need Need => Need.Owner;

    /// <summary>A document that enables nothing ends the log.</summary>
    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            BucketLoggingStatus.Read,
            OssErrors.MalformedXmlLogging
        );
        var rules = document.Enabled is { } enabled ? await ReadRulesAsync(context, enabled) : null;
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Logging = rules },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }

    private static async Task<LoggingRules> ReadRulesAsync(OssContext context, LoggingEnabled enabled)
    {
        var target = await RequireTargetAsync(context, enabled.TargetBucket);
        RequirePrefix(context, enabled.TargetPrefix);
        if (enabled.LoggingRole?.Length > Limits.MaxLoggingRoleCharacters)
        {
            throw new OssException(OssErrors.LoggingRoleTooLong);
        }

        // The server writes there from now on, so its sender must be allowed to.
        var key = enabled.TargetPrefix + context.Bucket.Name;
        await Authorizer.RequireAsync(
            context,
            AccessQuestion.About("oss:PutObject", Need.Owner, target, key, record: null)
        );
        return new LoggingRules(target.Name, enabled.TargetPrefix, enabled.LoggingRole);
    }

    /// <summary>The target must be a bucket of the same owner. It is of the same region, since a server has one.</summary>
    private static async Task<Bucket> RequireTargetAsync(OssContext context, string? name)
    {
        if (name is null or "")
        {
            throw new OssException(name is null ? OssErrors.MissingLoggingTarget : OssErrors.EmptyLoggingTarget);
        }

        if (!BucketName.IsValid(name))
        {
            throw new OssException(OssErrors.InvalidLoggingTarget, "TargetBucket", name);
        }

        var target =
            await context.Engine.Buckets.FindAsync(name, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchLoggingTarget, "TargetBucket", name);
        return target.OwnerId == context.Bucket.OwnerId
            ? target
            : throw new OssException(OssErrors.LoggingTargetNotYours, "TargetBucket", name);
    }

    private static void RequirePrefix(OssContext context, string prefix)
    {
        if (prefix.StartsWith('/') || prefix.StartsWith('\\'))
        {
            throw new OssException(OssErrors.InvalidLoggingPrefix, "TargetPrefix", prefix);
        }

        if (prefix.EnumerateRunes().Count() > Limits.MaxLoggingPrefixCharacters)
        {
            throw new OssException(OssErrors.LoggingPrefixTooLong);
        }

        var stream = new LogStream(context.Bucket.Name, context.Bucket.OwnerId, context.Bucket.Name, prefix);
        if (!ObjectKey.IsValid(stream.KeyOf(context.Now, number: 1)))
        {
            throw new OssException(OssErrors.UnwritableLoggingPrefix, "TargetPrefix", prefix);
        }
    }
}
