using System.Globalization;

namespace Ossa.Protocol.Access;

/// <summary>
/// How a condition compares. See https://www.alibabacloud.com/help/en/ram/user-guide/policy-elements.
/// </summary>
public sealed class ConditionOperator
{
    private static readonly Dictionary<string, ConditionOperator> All = (
        (ConditionOperator[])
            [
                .. Pair("StringEquals", "StringNotEquals", IsText, (actual, value) => actual == value),
                .. Pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", IsText, AreAlike),
                .. Pair("StringLike", "StringNotLike", IsText, (actual, value) => Wildcard.Matches(value, actual)),
                .. Ordered("Numeric", Number),
                .. Ordered("Date", ReadTime),
                .. Pair("Bool", negatedName: null, IsBool, AreAlike),
                .. Pair("IpAddress", "NotIpAddress", IsNetwork, IsWithin),
            ]
    ).ToDictionary(known => known.Name, StringComparer.Ordinal);

    private readonly Func<string, bool> _accepts;

    private readonly Func<string, string, bool> _fits;

    private ConditionOperator(string name, bool isNegated, Func<string, bool> accepts, Func<string, string, bool> fits)
    {
        Name = name;
        IsNegated = isNegated;
        _accepts = accepts;
        _fits = fits;
    }

    /// <summary>The operator's name, such as NumericLessThan.</summary>
    public string Name { get; }

    /// <summary>Whether it asks that none of the values fit.</summary>
    public bool IsNegated { get; }

    /// <summary>The operator of this name, or null when there is none.</summary>
    public static ConditionOperator? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Whether a policy may compare with this value: a number where numbers are compared, and so on.</summary>
    internal bool Accepts(string value) => _accepts(value);

    /// <summary>Whether what a request has fits one value, before negation. What cannot be read fits nothing.</summary>
    internal bool Fits(string actual, string value) => _fits(actual, value);

    /// <inheritdoc />
    public override string ToString() => Name;

    private static IEnumerable<ConditionOperator> Pair(
        string name,
        string? negatedName,
        Func<string, bool> accepts,
        Func<string, string, bool> fits
    )
    {
        yield return new ConditionOperator(name, isNegated: false, accepts, fits);
        if (negatedName is not null)
        {
            yield return new ConditionOperator(negatedName, isNegated: true, accepts, fits);
        }
    }

    /// <summary>The six operators of values that have an order.</summary>
    private static IEnumerable<ConditionOperator> Ordered<T>(string family, Func<string, T?> read)
        where T : struct, IComparable<T>
    {
        return
        [
            .. Pair(family + "Equals", family + "NotEquals", IsReadable, Compare(order => order == 0)),
            .. Pair(family + "LessThan", negatedName: null, IsReadable, Compare(order => order < 0)),
            .. Pair(family + "LessThanEquals", negatedName: null, IsReadable, Compare(order => order <= 0)),
            .. Pair(family + "GreaterThan", negatedName: null, IsReadable, Compare(order => order > 0)),
            .. Pair(family + "GreaterThanEquals", negatedName: null, IsReadable, Compare(order => order >= 0)),
        ];

        bool IsReadable(string text) => read(text) is not null;

        Func<string, string, bool> Compare(Func<int, bool> holds) =>
            (actual, value) => read(actual) is { } left && read(value) is { } right && holds(left.CompareTo(right));
    }

    private static bool IsText(string value) => true;

    private static bool IsBool(string value) => bool.TryParse(value, out _);

    private static bool AreAlike(string actual, string value) =>
        actual.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool IsNetwork(string value) => AddressRange.TryParse(value) is not null;

    private static bool IsWithin(string actual, string value) =>
        System.Net.IPAddress.TryParse(actual, out var address)
        && AddressRange.TryParse(value) is { } range
        && range.Contains(address);

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Times of ISO 8601, in UTC where they do not say, with seconds or without.</summary>
    internal static DateTimeOffset? ReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
