using Ossa.Server.Audit;

namespace Ossa.Server.Administration;

/// <summary>All operations of the admin API. What it says of them is also what <c>docs/openapi.json</c> is printed from.</summary>
internal static class AdminCatalogue
{
    /// <summary>The operations of a server.</summary>
    /// <param name="audit">Its audit log, or null where it keeps none.</param>
    /// <param name="explain">What explains its URLs.</param>
    /// <param name="status">What tells how it is.</param>
    /// <param name="time">Its clock.</param>
    public static IReadOnlyList<AdminOperation> Create(
        AuditTrail? audit,
        ExplainUrl explain,
        ReadStatus status,
        TimeProvider time
    )
    {
        List<AdminOperation> operations =
        [
            new RunCheck(time),
            new MakeBackup(),
            new ChangeKeyring(),
            new RunLifecycle(time),
            status,
            new ReadClock(time),
            new ShiftClock(time),
            new ReadAudit(audit),
            BucketUseApi.Operation,
            .. AccountApi.Operations,
            .. IdentityApi.Operations,
            new ExportIdentities(),
            new ImportIdentities(),
            .. LinksApi.Operations,
            LinkUseApi.Create(audit),
            new ReadLinkLog(audit),
            .. DenialsApi.Operations,
            new ForecastAccess(),
            explain,
        ];
        operations.Add(new DescribeApi(operations));
        return operations;
    }
}
