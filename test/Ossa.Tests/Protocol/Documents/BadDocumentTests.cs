using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class BadDocumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<Delete>")]
    [InlineData("<Delete><Object></Delete>")]
    [InlineData("<Delete></Delete><Delete></Delete>")]
    [InlineData("<Delete></Delete>garbage")]
    [InlineData("<Delete><Quiet>perhaps</Quiet></Delete>")]
    [InlineData("<Delete><Object><Key><b>x</b></Key></Object></Delete>")]
    [InlineData("<Delete>&unknown;</Delete>")]
    [InlineData("<Delete>&#x110000;</Delete>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-thing\"?><Delete/>")]
    public void What_is_not_well_formed_is_refused(string xml) =>
        Assert.Throws<DocumentFormatException>(() => DeleteRequest.Read(Documents.Stream(xml)));

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Throws<DocumentFormatException>(() =>
            DeleteRequest.Read(
                new MemoryStream([.. "<Delete><Object><Key>"u8, 0xD6, 0xD0, .. "</Key></Object></Delete>"u8])
            )
        );

    [Fact]
    public void A_declaration_with_bytes_that_are_no_utf8_is_refused() =>
        Assert.Throws<DocumentFormatException>(() =>
            DeleteRequest.Read(
                new MemoryStream([.. "<?xml version=\"1.0"u8, 0xA9, 0xE8, .. "^0\" encoding=\"UTF-8\"?><Delete/>"u8])
            )
        );

    [Fact]
    public void A_wrong_root_is_named()
    {
        var refusal = Assert.Throws<DocumentFormatException>(() => DeleteRequest.Read(Documents.Stream("<delete/>")));
        Assert.Equal("the root node is not named Delete.", refusal.Message);
    }

    [Fact]
    public void A_document_type_is_refused() =>
        Assert.Throws<DocumentFormatException>(() =>
            DeleteRequest.Read(
                Documents.Stream(
                    """<!DOCTYPE Delete [<!ENTITY file SYSTEM "file:///etc/hostname">]><Delete><Object><Key>&file;</Key></Object></Delete>"""
                )
            )
        );

    [Fact]
    public void A_billion_laughs_are_refused_before_the_first()
    {
        var bomb = new StringBuilder("<!DOCTYPE Delete [<!ENTITY lol0 \"lol\">");
        for (var i = 1; i < 10; i++)
        {
            bomb.Append($"<!ENTITY lol{i} \"{string.Concat(Enumerable.Repeat($"&lol{i - 1};", 10))}\">");
        }

        bomb.Append("]><Delete><Object><Key>&lol9;</Key></Object></Delete>");
        Assert.Throws<DocumentFormatException>(() => DeleteRequest.Read(Documents.Stream(bomb.ToString())));
    }

    [Fact]
    public void Depth_alone_does_not_hurt()
    {
        var xml =
            $"<Delete>{string.Concat(Enumerable.Repeat("<a>", 100_000))}{string.Concat(Enumerable.Repeat("</a>", 100_000))}</Delete>";
        Assert.Empty(DeleteRequest.Read(Documents.Stream(xml)).Objects);
    }
}
