using System.Xml;
using Ossa.Protocol.Documents;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>The answer of any list that is empty: a root and what stands in it beside entries.</summary>
internal sealed record EmptyListDocument(string Root, IReadOnlyList<ListElement> Elements) : IXmlDocument
{
    public void Write(XmlWriter writer) => Write(writer, new(Root) { Within = Elements });

    private static void Write(XmlWriter writer, ListElement element)
    {
        writer.WriteStartElement(element.Name);
        writer.WriteString(element.Text);
        foreach (var inner in element.Within)
        {
            Write(writer, inner);
        }

        writer.WriteFullEndElement();
    }
}
