using System.Text;
using System.Xml.Linq;

namespace Ossa.Tests.Server.Wire;

/// <summary>An answer as it came over the wire; header values are bytes, one character each.</summary>
public sealed record WireResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The status line and all headers as they came, in their order.</summary>
    public string Head { get; init; } = "";

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The document of the body, or for HEAD of the header that stands for it.</summary>
    public XElement Xml =>
        XElement.Parse(this["x-oss-err"] is { } err ? Encoding.UTF8.GetString(Convert.FromBase64String(err)) : Text);

    public string? Element(string name) => Xml.Element(name)?.Value;

    public string? Code => Element("Code");

    public string? Ec => Element("EC");
}
