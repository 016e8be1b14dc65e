namespace Ossa.Simulation.Model;

/// <summary>What is linearizable by itself: one key of one bucket, or (without a key) the bucket's existence.</summary>
internal sealed record Place(string Bucket, string? Key)
{
    public override string ToString() =>
        Key is null ? Bucket : $"{Bucket}/{(Key.Length > 40 ? $"{Key[..40]}... ({Key.Length})" : Key)}";
}
