using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Logging;

/// <summary>What a bucket is told, and tells, of its log.</summary>
public sealed class BucketLoggingTests : ServerTest
{
    private const string Fields = "userDefinedLogFieldsConfig";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.SendAsync("PUT", "logs");
    }

    [Fact]
    public async Task A_fresh_bucket_has_no_log()
    {
        var answer = await LoggingAsync("GET");
        Assert.Equal((200, "BucketLoggingStatus"), (answer.Status, answer.Xml.Name.LocalName));
        Assert.Empty(answer.Xml.Elements());
        Assert.Equal(204, (await LoggingAsync("DELETE")).Status);
    }

    [Fact]
    public async Task A_log_is_told_as_it_was_set_changed_and_ended()
    {
        await EnableAsync("logs", "MyLog-", "<LoggingRole>role</LoggingRole>");
        var enabled = (await LoggingAsync("GET")).Xml.Element("LoggingEnabled")!;
        Assert.Equal(
            ("logs", "MyLog-", "role"),
            (
                enabled.Element("TargetBucket")!.Value,
                enabled.Element("TargetPrefix")!.Value,
                enabled.Element("LoggingRole")!.Value
            )
        );
        await EnableAsync(Bucket, "");
        enabled = (await LoggingAsync("GET")).Xml.Element("LoggingEnabled")!;
        Assert.Equal((Bucket, ""), (enabled.Element("TargetBucket")!.Value, enabled.Element("TargetPrefix")!.Value));
        Assert.Null(enabled.Element("LoggingRole"));
        Assert.Equal(200, (await LoggingAsync("PUT", "<BucketLoggingStatus/>")).Status);
        Assert.Empty((await LoggingAsync("GET")).Xml.Elements());
        await EnableAsync("logs", "a");
        Assert.Equal(204, (await LoggingAsync("DELETE")).Status);
        Assert.Empty((await LoggingAsync("GET")).Xml.Elements());
    }

    [Theory]
    [InlineData("", "MalformedXML", "0032-00000001")]
    [InlineData("<BucketLoggingConf/>", "MalformedXML", "0032-00000001")]
    [InlineData("<BucketLoggingStatus><LoggingEnabled>", "MalformedXML", "0032-00000001")]
    [InlineData(
        "<BucketLoggingStatus><LoggingEnabled/><LoggingEnabled/></BucketLoggingStatus>",
        "MalformedXML",
        "0032-00000001"
    )]
    [InlineData(
        "<!DOCTYPE a [<!ENTITY e 'logs'>]><BucketLoggingStatus><LoggingEnabled><TargetBucket>&e;</TargetBucket></LoggingEnabled></BucketLoggingStatus>",
        "MalformedXML",
        "0032-00000001"
    )]
    [InlineData("<BucketLoggingStatus><LoggingEnabled/></BucketLoggingStatus>", "MalformedXML", "0032-00000002")]
    [InlineData(
        "<BucketLoggingStatus><LoggingEnabled><TargetBucket/></LoggingEnabled></BucketLoggingStatus>",
        "MalformedXML",
        "0032-00000003"
    )]
    public async Task A_document_that_says_nothing_is_refused(string xml, string code, string ec)
    {
        await EnableAsync("logs", "before");
        AssertRefused(await LoggingAsync("PUT", xml), 400, code, ec);
        Assert.Equal("before", (await LoggingAsync("GET")).Xml.Descendants("TargetPrefix").Single().Value);
    }

    [Theory]
    [InlineData("x", "", "InvalidTargetBucketForLogging", "0032-00000004")]
    [InlineData("Bucket-Not-Exist", "", "InvalidTargetBucketForLogging", "0032-00000004")]
    [InlineData("bucket-not-exist", "", "InvalidTargetBucketForLogging", "0032-00000008")]
    [InlineData("logs", "/abc", "InvalidArgument", "0032-00000005")]
    [InlineData("logs", "\\abc", "InvalidArgument", "0032-00000005")]
    public async Task A_place_that_a_log_cannot_go_to_is_refused(string target, string prefix, string code, string ec)
    {
        AssertRefused(await PutAsync(target, prefix), 400, code, ec);
        Assert.Empty((await LoggingAsync("GET")).Xml.Elements());
    }

    [Fact]
    public async Task A_prefix_has_256_characters_at_most_and_leaves_room_for_the_rest_of_a_key()
    {
        AssertRefused(await PutAsync("logs", new string('p', 257)), 400, "InvalidArgument", "0032-00000006");
        AssertRefused(
            await PutAsync("logs", string.Concat(Enumerable.Repeat("😀", 256))),
            400,
            "InvalidArgument",
            "0032-00000007"
        );
        AssertRefused(
            await PutAsync("logs", "a", $"<LoggingRole>{new string('r', 129)}</LoggingRole>"),
            400,
            "InvalidArgument",
            null
        );
        await EnableAsync("logs", new string('p', 256));
    }

    [Fact]
    public async Task The_fields_of_a_log_are_told_as_they_were_set_and_taken_away()
    {
        AssertRefused(await FieldsAsync("GET"), 404, "NoSuchUserDefinedLogFieldsConfig", null);
        const string sets =
            "<HeaderSet><header>x-one</header><header>x-two</header></HeaderSet><ParamSet><parameter>p_1</parameter></ParamSet>";
        Assert.Equal(200, (await FieldsAsync("PUT", sets)).Status);
        var fields = (await FieldsAsync("GET")).Xml;
        Assert.Equal(["x-one", "x-two"], fields.Element("HeaderSet")!.Elements("header").Select(node => node.Value));
        Assert.Equal("p_1", fields.Element("ParamSet")!.Element("parameter")!.Value);
        Assert.Equal(204, (await FieldsAsync("DELETE")).Status);
        Assert.Equal(204, (await FieldsAsync("DELETE")).Status);
        Assert.Equal(404, (await FieldsAsync("GET")).Status);
    }

    [Theory]
    [InlineData("<HeaderSet><header>x_one</header></HeaderSet>")]
    [InlineData("<HeaderSet><header>x:one</header></HeaderSet>")]
    [InlineData("<HeaderSet><header>x one</header></HeaderSet>")]
    [InlineData("<HeaderSet><header>ü</header></HeaderSet>")]
    [InlineData("<HeaderSet><header/></HeaderSet>")]
    [InlineData("<ParamSet><parameter/></ParamSet>")]
    [InlineData(
        "<HeaderSet><header>a</header><header>b</header><header>c</header><header>d</header></HeaderSet><ParamSet><parameter>e</parameter><parameter>f</parameter><parameter>g</parameter></ParamSet>"
    )]
    public async Task Fields_that_a_log_cannot_have_are_refused(string sets)
    {
        AssertRefused(await FieldsAsync("PUT", sets), 400, "InvalidArgument", null);
        Assert.Equal(404, (await FieldsAsync("GET")).Status);
    }

    [Theory]
    [InlineData("POST", "logging")]
    [InlineData("POST", Fields)]
    public async Task Another_method_is_refused(string method, string subResource)
    {
        var answer = await Server.SendAsync(method, Bucket, query: [H(subResource, "")], body: []);
        Assert.Equal((405, "MethodNotAllowed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_malformed_document_of_fields_is_refused()
    {
        foreach (var xml in (string[])["", "<HeaderSet/>", "<UserDefinedLogFieldsConfiguration>"])
        {
            var answer = await Server.SendAsync("PUT", Bucket, query: [H(Fields, "")], body: Utf8(xml));
            AssertRefused(answer, 400, "MalformedXML", null);
        }
    }

    private Task<WireResponse> FieldsAsync(string method, string? sets = null) =>
        Server.SendAsync(
            method,
            Bucket,
            query: [H(Fields, "")],
            body: sets is null
                ? null
                : Utf8($"<UserDefinedLogFieldsConfiguration>{sets}</UserDefinedLogFieldsConfiguration>")
        );

    private async Task EnableAsync(string target, string prefix, string more = "") =>
        Assert.Equal(200, (await PutAsync(target, prefix, more)).Status);

    private Task<WireResponse> PutAsync(string target, string prefix, string more = "") =>
        LoggingAsync(
            "PUT",
            $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{target}</TargetBucket><TargetPrefix>{prefix}</TargetPrefix>{more}</LoggingEnabled></BucketLoggingStatus>"
        );

    private Task<WireResponse> LoggingAsync(string method, string? xml = null) =>
        Server.SendAsync(method, Bucket, query: [H("logging", "")], body: xml is null ? null : Utf8(xml));
}
