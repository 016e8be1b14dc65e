using System.Text;

namespace Ossa.Fuzz.Running;

/// <summary>An input that breaks a target.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">The seed of the run that found it.</param>
/// <param name="Input">The input, made as small as could be.</param>
/// <param name="Failure">What it does.</param>
internal sealed record Finding(string Target, ulong Seed, byte[] Input, Exception Failure)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"""
            {Target} broke; to run this again: --target {Target} --seed {Seed}
            {Failure}
            Input ({Input.Length} bytes, also in base64):
            {Encoding.Latin1.GetString(Input)}
            {Convert.ToBase64String(Input)}
            """;
}
