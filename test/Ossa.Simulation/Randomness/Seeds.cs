using System.Globalization;
using System.Security.Cryptography;

namespace Ossa.Simulation.Randomness;

/// <summary>
/// How often a simulation runs and with which seeds. Usually a few runs with fresh seeds; with <c>OSSA_SIMULATION_SEED</c> one run with that
/// seed; with <c>OSSA_SIMULATION_MINUTES</c> fresh seeds for so long.
/// </summary>
internal static class Seeds
{
    private const string SeedVariable = "OSSA_SIMULATION_SEED";
    private const string MinutesVariable = "OSSA_SIMULATION_MINUTES";

    /// <summary>Runs with one seed after another. Whatever goes wrong names the seed that shows it again.</summary>
    public static async Task ForEachAsync(int runs, Func<ulong, Task> run)
    {
        if (Variable(SeedVariable) is { } chosen)
        {
            await RunAsync(ulong.Parse(chosen, CultureInfo.InvariantCulture), run);
            return;
        }

        var minutes = Variable(MinutesVariable) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
        var started = TimeProvider.System.GetTimestamp();
        for (var done = 0; done < runs || TimeProvider.System.GetElapsedTime(started).TotalMinutes < minutes; done++)
        {
            await RunAsync(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), run);
        }
    }

    private static async Task RunAsync(ulong seed, Func<ulong, Task> run)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{SeedVariable}={seed}");
        try
        {
            await run(seed);
        }
        catch (Exception error)
        {
            Assert.Fail($"To run this again: {SeedVariable}={seed}\n{error}");
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
