using System.Globalization;
using System.Security.Cryptography;
using Ossa.Fuzz.Targets;

namespace Ossa.Fuzz.Running;

/// <summary>What the command line asks for.</summary>
/// <param name="Minutes">For how long each target is tried.</param>
/// <param name="Targets">What is tried.</param>
/// <param name="Seed">From which all inputs follow.</param>
internal sealed record FuzzOptions(double Minutes, IReadOnlyList<IFuzzTarget> Targets, ulong Seed)
{
    public const string Help = """
        Options:
          --minutes N    for how long each target is tried (default 1)
          --target NAME  the only target that is tried (default: all in turn)
          --seed N       the seed of an earlier run (default: a fresh one)
        """;

    /// <summary>Reads the arguments; null when they are none of this program's.</summary>
    public static FuzzOptions? TryParse(IReadOnlyList<string> args)
    {
        var options = new FuzzOptions(1, FuzzTargets.All, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        for (var i = 0; i < args.Count; i += 2)
        {
            var read = i + 1 < args.Count ? options.With(args[i], args[i + 1]) : null;
            if (read is null)
            {
                return null;
            }
            options = read;
        }

        return options;
    }

    private FuzzOptions? With(string name, string value) =>
        name switch
        {
            "--minutes"
                when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes)
                    && minutes is > 0 and <= 100_000 => this with
            {
                Minutes = minutes,
            },
            "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) =>
                this with
                {
                    Seed = seed,
                },
            "--target" when FuzzTargets.All.Any(target => target.Name == value) => this with
            {
                Targets = [.. FuzzTargets.All.Where(target => target.Name == value)],
            },
            _ => null,
        };
}
