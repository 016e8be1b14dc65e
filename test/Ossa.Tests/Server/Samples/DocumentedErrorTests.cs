using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>The table of errors that the service documents: each comes back with the status, code, fine-grained code and words of the table.</summary>
public sealed class DocumentedErrorTests(ErrorScene scene) : IClassFixture<ErrorScene>
{
    public static TheoryData<string> Rows => [.. DocumentedError.All.Select(error => error.What)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_error_says_what_the_documentation_says(string what)
    {
        var error = DocumentedError.All.Single(error => error.What == what);
        var answer = await scene.SendAsync(error.Request);
        Assert.Equal(
            (error.Status, error.Code, error.Ec, error.Message),
            (answer.Status, answer.Code, answer.Ec, answer.Element("Message"))
        );
        Assert.Equal(error.Ec, answer["x-oss-ec"]);
        Assert.Equal(
            error.Ec is null ? null : $"https://api.aliyun.com/troubleshoot?q={error.Ec}",
            answer.Element("RecommendDoc")
        );
        Assert.Equal(
            ["Code", "Message", "RequestId", "HostId"],
            answer.Xml.Elements().Take(4).Select(element => element.Name.LocalName)
        );
    }
}
