namespace Ossa.CommandLine;

/// <summary>Numbers with their nouns and units.</summary>
internal static class Amounts
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>"1 object", "2 objects".</summary>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>"512 B", "1.5 KiB".</summary>
    public static string Bytes(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        while (amount >= 1024 && unit < Units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? $"{bytes} B" : $"{amount:0.0} {Units[unit]}";
    }
}
