using System.Text;
using Ossa.Fuzz.Running;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Signed forms, a field a line: no policy is believed but one that was signed, for the key and the scope that it was signed for.</summary>
internal sealed class FormTarget : SignedTarget
{
    private static readonly SigningSecret Secret = new(SignedSeeds.Key.Secret);

    /// <inheritdoc/>
    public override string Name => "forms";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FormSeeds.Forms.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens => FormSeeds.FormTokens;

    protected override string? MeaningOf(byte[] input)
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
