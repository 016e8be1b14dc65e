using System.Globalization;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>The names of files that an archive does not have, as many as somebody may want to read, and how many more there are.</summary>
internal sealed class LeftOutFiles
{
    /// <summary>How many are named.</summary>
    public const int MostNamed = 10_000;

    private readonly StringBuilder _names = new();
    private int _count;

    public bool IsEmpty => _count == 0;

    public void Add(string relativeKey)
    {
        if (++_count <= MostNamed)
        {
            _names.Append(relativeKey).Append('\n');
        }
    }

    public override string ToString() =>
        _count <= MostNamed
            ? _names.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{_names}and {_count - MostNamed} more\n");
}
