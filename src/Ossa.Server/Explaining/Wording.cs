using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ossa.Server.Explaining;

/// <summary>Takes an interpolated string apart: what is filled in is kept beside the whole.</summary>
[InterpolatedStringHandler]
internal sealed class Wording(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength);
    private readonly List<string> _values = new(formattedCount);

    /// <summary>The whole.</summary>
    public string Text => _text.ToString();

    /// <summary>What was filled in, in its order.</summary>
    public IReadOnlyList<string> Values => _values;

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted<T>(T value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        _text.Append(text);
        _values.Add(text);
    }
}
