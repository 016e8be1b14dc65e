namespace Ossa.Engine.Identity.Transfer;

/// <summary>What came of taking a document in.</summary>
/// <param name="Applied">Whether anything was changed. Where there are problems, or only a look was wanted, nothing was.</param>
/// <param name="Policies">How many policies were made, or would be.</param>
/// <param name="Groups">How many groups.</param>
/// <param name="Users">How many users.</param>
/// <param name="Roles">How many roles.</param>
/// <param name="Keys">How many access keys.</param>
/// <param name="Unchanged">How many entries are there already, just so.</param>
/// <param name="KeysWithoutSecret">How many access keys cannot be made, since the document does not tell their secrets.</param>
/// <param name="Problems">What stands in the way, one line each, at most 100.</param>
/// <param name="MoreProblems">How many more problems there are.</param>
public sealed record IdentityImportReport(
    bool Applied,
    int Policies,
    int Groups,
    int Users,
    int Roles,
    int Keys,
    int Unchanged,
    int KeysWithoutSecret,
    IReadOnlyList<string> Problems,
    int MoreProblems
);
