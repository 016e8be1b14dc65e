using System.Text;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Model;

/// <summary>
/// The few keys that all clients fight over, chosen to be hard to order, to roll up and to tell apart. One bucket stays; the other is
/// deleted and made again all the time.
/// </summary>
internal static class KeySpace
{
    public const string Stable = "stable-bucket";
    public const string Fragile = "fragile-bucket";

    /// <summary>In no particular order. The emoji comes after U+FFFD as bytes but before it as UTF-16.</summary>
    private static readonly string[] Keys =
    [
        "a",
        "a/",
        "a/b",
        "a//b",
        "a/b/c",
        "a+b %2F",
        "..",
        "\u00e9",
        "e\u0301/\u4e2d\u6587",
        "\U0001F600",
        "\uFFFD",
        "z" + new string('z', 1022),
    ];

    public static IReadOnlyList<string> KeysOf(string bucket) => bucket == Stable ? Keys : Keys[..3];

    /// <summary>Every key of every bucket.</summary>
    public static IEnumerable<Place> Places =>
        new[] { Stable, Fragile }.SelectMany(bucket => KeysOf(bucket).Select(key => new Place(bucket, key)));

    public static Place RandomPlace(Dice dice)
    {
        var bucket = dice.OneIn(5) ? Fragile : Stable;
        return new Place(bucket, dice.Pick(KeysOf(bucket)));
    }

    /// <summary>The order of keys is that of their bytes.</summary>
    public static int Compare(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
