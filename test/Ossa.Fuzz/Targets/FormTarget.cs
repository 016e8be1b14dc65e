using System.Text;
using Ossa.Fuzz.Running;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Signed forms, a field a line: no policy is believed but one that was signed, for the key and the scope that it was signed for.</summary>
internal sealed class FormTarget : IFuzzTarget
{
    private static readonly SigningSecret Secret = new(SignedSeeds.Key.Secret);

    private readonly HashSet<string> _signed;

    public FormTarget() =>
        _signed = [.. Seeds.Select(seed => Meaning(seed) ?? throw new InvalidOperationException("A seed is refused."))];

    /// <inheritdoc/>
    public string Name => "forms";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Seeds { get; } = [.. FormSeeds.Forms.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens => FormSeeds.FormTokens;

    /// <inheritdoc/>
    public bool Accepts(byte[] input)
    {
        if (Meaning(input) is not { } meaning)
        {
            return false;
        }

        BrokenInvariantException.ThrowUnless(
            _signed.Contains(meaning),
            $"It is let in, and was not signed:\n{meaning}"
        );
        return true;
    }

    private static string? Meaning(byte[] input)
    {
        var fields = Encoding
            .UTF8.GetString(input)
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .DistinctBy(parts => parts[0].ToLowerInvariant())
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[^1], StringComparer.Ordinal);
        PresentedForm? form = null;
        var isRead = Refusal.IsNone(() =>
        {
            form = PresentedForms.Read(fields);
            form?.CheckTime(SignedSeeds.Noon);
            form?.CheckRegion(SignedSeeds.Region);
        });
        return isRead && form?.AccessKeyId == SignedSeeds.Key.Id && form.Verify(Secret, out _)
            ? $"{form.GetType().Name} {(form as V4SignedForm)?.Scope} {form.Policy}"
            : null;
    }
}
