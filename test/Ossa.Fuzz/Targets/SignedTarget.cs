using Ossa.Fuzz.Running;

namespace Ossa.Fuzz.Targets;

/// <summary>Something that lets in what was signed: of all inputs those that mean what a seed means, and no other.</summary>
internal abstract class SignedTarget : IFuzzTarget
{
    private readonly Lazy<HashSet<string>> _signed;

    protected SignedTarget() =>
        _signed = new(() =>
            [.. Seeds.Select(seed => MeaningOf(seed) ?? throw new InvalidOperationException("A seed is refused."))]
        );

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> Tokens { get; }

    /// <inheritdoc/>
    public bool Accepts(byte[] input)
    {
        if (MeaningOf(input) is not { } meaning)
        {
            return false;
        }

        BrokenInvariantException.ThrowUnless(
            _signed.Value.Contains(meaning),
            $"It is let in, and was not signed:\n{meaning}"
        );
        return true;
    }

    /// <summary>What an input says that is let in, the same for two of them only if they say the same; null for what is refused.</summary>
    protected abstract string? MeaningOf(byte[] input);
}
