using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class RestoreRequestTests
{
    [Theory]
    [InlineData("2", null, "<RestoreRequest><Days>2</Days></RestoreRequest>")]
    [InlineData(
        "2",
        "Bulk",
        "<RestoreRequest><Days>2</Days><JobParameters><Tier>Bulk</Tier></JobParameters></RestoreRequest>"
    )]
    public void Requests_are_written_as_clients_write_them(string days, string? tier, string xml) =>
        Assert.Equal(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}",
            Encoding.UTF8.GetString(XmlText.ToUtf8(new RestoreRequest { Days = [days], Tier = tier }))
        );

    [Fact]
    public void Any_request_survives() =>
        Gen.Select(NastyNames.Gen.List[0, 3], NastyNames.Gen.Null())
            .Sample(
                (days, tier) =>
                {
                    var request = new RestoreRequest { Days = days, Tier = tier };
                    var read = RestoreRequest.Read(Documents.Stream(request));
                    Assert.Equal(request.Days, read.Days);
                    Assert.Equal(request.Tier, read.Tier);
                }
            );

    [Theory]
    [InlineData("<Restore/>")]
    [InlineData("<RestoreRequest><Days><a/></Days></RestoreRequest>")]
    [InlineData("<RestoreRequest>")]
    public void What_is_no_such_document_is_refused(string xml) =>
        Assert.Throws<DocumentFormatException>(() => RestoreRequest.Read(Documents.Stream(xml)));
}
