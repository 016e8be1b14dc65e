using System.Globalization;

namespace Ossa.Engine.Versions;

/// <summary>
/// The name of one version of an object: "null", or 16 hexadecimal digits that clients take as they are.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/overview-78.
/// </summary>
/// <param name="Sequence">The version's place among those of its key; zero for the version named "null".</param>
public readonly record struct VersionId(long Sequence)
{
    /// <summary>The version that writes replace while a bucket keeps no versions.</summary>
    public static readonly VersionId Null;

    private const string NullText = "null";
    private const int Digits = 16;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out VersionId version)
    {
        version = Null;
        if (text == NullText)
        {
            return true;
        }

        if (
            text.Length != Digits
            || !long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence)
            || sequence <= 0
        )
        {
            return false;
        }

        version = new VersionId(sequence);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() =>
        Sequence == 0 ? NullText : Sequence.ToString("X16", CultureInfo.InvariantCulture);
}
