using System.Text;

namespace Ossa.Conformance.Clients;

/// <summary>An answer as curl wrote it down.</summary>
internal sealed record CurlAnswer(int Status, IReadOnlyList<string> HeaderLines, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The header's value, or null.</summary>
    public string? Header(string name)
    {
        var start = name + ":";
        var line = HeaderLines.LastOrDefault(line => line.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        return line?[start.Length..].Trim();
    }
}
