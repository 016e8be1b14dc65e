using Ossa.Protocol.Documents;

namespace Ossa.Client;

/// <summary>Of many objects that were to be deleted some are still there.</summary>
public sealed class OssDeletionException : OssClientException
{
    internal OssDeletionException(IReadOnlyList<DeletedObject> deleted, IReadOnlyList<FailedDeletion> failed)
        : base(Describe(failed))
    {
        Deleted = deleted;
        Failed = failed;
    }

    /// <summary>What was deleted before and beside them.</summary>
    public IReadOnlyList<DeletedObject> Deleted { get; }

    /// <summary>What was not deleted, and why. More may not have been asked for.</summary>
    public IReadOnlyList<FailedDeletion> Failed { get; }

    private static string Describe(IReadOnlyList<FailedDeletion> failed)
    {
        var (first, others) = (failed[0], failed.Count - 1);
        return $"'{first.Key}' was not deleted{(others > 0 ? $", nor were {others} more" : "")}: {first.Code}: {first.Message}";
    }
}
