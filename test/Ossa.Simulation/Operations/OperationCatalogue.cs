using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Operations;

/// <summary>Everything that clients do.</summary>
internal static class OperationCatalogue
{
    public static readonly IReadOnlyList<OperationKind> All =
    [
        new PutOperation(),
        new PutNewOperation(),
        new GetOperation(),
        new GetRangeOperation(),
        new HeadOperation(),
        new CopyOperation(),
        new CopyVersionOperation(),
        new CopyPartOperation(),
        new DeleteOperation(),
        new DeleteNullVersionOperation(),
        new DeleteVersionOperation(),
        new GetVersionOperation(),
        new SetVersioningOperation(),
        new AppendOperation(),
        new InitiateUploadOperation(),
        new PutPartOperation(),
        new ListPartsOperation(),
        new CompleteUploadOperation(),
        new AbortUploadOperation(),
        new SetAclOperation(),
        new ListOperation(),
        new ListRolledUpOperation(),
        new ListVersionsOperation(),
        new CreateBucketOperation(),
        new DeleteBucketOperation(),
        new CollectGarbageOperation(),
        new RewrapOperation(),
    ];

    private static readonly int Weights = All.Sum(kind => kind.Weight);

    public static OperationKind Pick(Dice dice)
    {
        var left = dice.Below(Weights);
        foreach (var kind in All)
        {
            left -= kind.Weight;
            if (left < 0)
            {
                return kind;
            }
        }

        throw new System.Diagnostics.UnreachableException("The weights add up to more than their sum.");
    }
}
