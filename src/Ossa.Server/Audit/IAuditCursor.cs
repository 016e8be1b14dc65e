namespace Ossa.Server.Audit;

/// <summary>A place in the audit log up to which it was read.</summary>
public interface IAuditCursor
{
    /// <summary>The lines that were not read yet, in the order in which they were written; another call goes on after them.</summary>
    IEnumerable<string> ReadOn();
}
