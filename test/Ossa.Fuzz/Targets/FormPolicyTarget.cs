using System.Text;
using Ossa.Fuzz.Running;
using Ossa.Protocol.Forms;

namespace Ossa.Fuzz.Targets;

/// <summary>
/// Policies of forms: what is read can be put together again from its conditions and allows the same, and no form is let in after the
/// expiration or with a file of a size that the policy does not have.
/// </summary>
internal sealed class FormPolicyTarget : IFuzzTarget
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["bucket"] = "bucket",
        ["key"] = "folder/key",
        ["content-type"] = "image/jpeg",
        ["success_action_status"] = "200",
    };

    private static readonly long[] Sizes = [0, 1, 1000, long.MaxValue];

    /// <inheritdoc/>
    public string Name => "post-policies";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Seeds { get; } = [.. FormSeeds.Policies.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens => FormSeeds.PolicyTokens;

    /// <inheritdoc/>
    public bool Accepts(byte[] input)
    {
        PostPolicy? policy = null;
        if (!Refusal.IsNone(() => policy = PostPolicy.Parse(Convert.ToBase64String(input))))
        {
            return false;
        }

        var again = PostPolicy.Parse(PostPolicy.Encode(Write(policy!)));
        BrokenInvariantException.ThrowUnless(
            Write(again) == Write(policy!),
            $"It changes when it is put together again:\n{Write(policy!)}\n{Write(again)}"
        );
        var isLetIn = LetsIn(policy!);
        BrokenInvariantException.ThrowUnless(
            isLetIn == LetsIn(again),
            "It means something else when put together again."
        );
        BrokenInvariantException.ThrowUnless(
            !isLetIn || policy!.Expiration >= SignedSeeds.Noon,
            "An expired policy lets a form in."
        );
        foreach (var size in Sizes)
        {
            BrokenInvariantException.ThrowUnless(
                Refusal.IsNone(() => policy!.CheckLength(size))
                    == policy!
                        .Conditions.OfType<LengthCondition>()
                        .All(range => range.MinBytes <= size && size <= range.MaxBytes),
                $"{size} bytes are judged otherwise than the ranges say."
            );
        }

        return true;
    }

    private static bool LetsIn(PostPolicy policy) => Refusal.IsNone(() => policy.Check(Fields, SignedSeeds.Noon));

    private static string Write(PostPolicy policy) =>
        $$"""
            {"expiration":"{{policy.Expiration.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",
            "conditions":[{{string.Join(",\n", policy.Conditions.Select(condition => condition.Text))}}]}
            """;
}
