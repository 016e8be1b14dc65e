using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class TaggingTests
{
    [Fact]
    public void Tags_are_written_as_the_service_writes_them()
    {
        AssertWritten(new Tagging([]), "<Tagging><TagSet></TagSet></Tagging>");
        AssertWritten(
            new Tagging([new Tag("a", "1"), new Tag("b", "")]),
            "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value></Value></Tag></TagSet></Tagging>"
        );
    }

    [Fact]
    public void Any_tags_survive() =>
        Gen.Select(NastyNames.Gen, NastyNames.Gen)
            .List[0, 12]
            .Sample(pairs =>
            {
                var tagging = new Tagging([.. pairs.Select(pair => new Tag(pair.Item1, pair.Item2))]);
                Assert.Equal(tagging.Tags, Tagging.Read(Documents.Stream(tagging)).Tags);
            });

    [Fact]
    public void What_is_not_known_is_passed_over() =>
        Assert.Equal(
            [new Tag("a", "1")],
            Tagging
                .Read(
                    Documents.Stream(
                        "<Tagging xmlns='x'><New/><TagSet><Other>o</Other><Tag><Value>1</Value><New/><Key>a</Key></Tag></TagSet></Tagging>"
                    )
                )
                .Tags
        );

    [Theory]
    [InlineData("<Tagging/>")]
    [InlineData("<Tags><TagSet/></Tags>")]
    [InlineData("<Tagging><TagSet><Tag>")]
    public void What_is_no_such_document_is_refused(string xml) =>
        Assert.Throws<DocumentFormatException>(() => Tagging.Read(Documents.Stream(xml)));

    private static void AssertWritten(Tagging tagging, string xml) =>
        Assert.Equal(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}",
            Encoding.UTF8.GetString(XmlText.ToUtf8(tagging))
        );
}
