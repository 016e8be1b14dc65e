using Xunit;

namespace Ossa.Tests.Server.Lifecycle;

public sealed class BucketLifecycleTests : LifecycleTest
{
    private const string Overlap = "x-oss-allow-same-action-overlap";

    [Fact]
    public async Task A_fresh_bucket_has_no_rules()
    {
        AssertRefused(await GetRulesAsync(), 404, "NoSuchLifecycle", null);
        Assert.Equal(204, (await DeleteRulesAsync()).Status);
    }

    [Fact]
    public async Task Rules_are_told_as_they_were_set_replaced_and_taken_away()
    {
        var rules = """
            <Rule><ID>one</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Tag><Key>k</Key><Value>v 1</Value></Tag>
            <Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><Not><Prefix>logs/keep</Prefix></Not></Filter>
            <Expiration><Days>90</Days></Expiration>
            <Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>
            <Transition><Days>60</Days><StorageClass>Archive</StorageClass></Transition>
            <NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays></NoncurrentVersionExpiration>
            <NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays><StorageClass>ColdArchive</StorageClass>
            </NoncurrentVersionTransition></Rule>
            <Rule><ID>two</ID><Prefix>tmp/</Prefix><Status>Disabled</Status>
            <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>
            <AbortMultipartUpload><CreatedBeforeDate>2002-10-11T00:00:00.000Z</CreatedBeforeDate></AbortMultipartUpload>
            </Rule>
            """.Replace("\n", "", StringComparison.Ordinal);
        Assert.Equal(200, (await PutRulesAsync(rules)).Status);
        var told = await GetRulesAsync();
        Assert.Equal((200, "application/xml"), (told.Status, told["Content-Type"]));
        Assert.EndsWith(
            $"\n<LifecycleConfiguration>{rules}</LifecycleConfiguration>",
            told.Text,
            StringComparison.Ordinal
        );

        Assert.Equal(200, (await PutRulesAsync(Rule("a", Expire(1)))).Status);
        Assert.Equal("a", (await GetRulesAsync()).Xml.Descendants("ID").Single().Value);
        Assert.Equal(204, (await DeleteRulesAsync()).Status);
        AssertRefused(await GetRulesAsync(), 404, "NoSuchLifecycle", null);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
        await Server.SendAsync("PUT", Bucket);
        AssertRefused(await GetRulesAsync(), 404, "NoSuchLifecycle", null);
    }

    [Fact]
    public async Task A_rule_without_a_name_gets_one()
    {
        const string Nameless = "<Rule><Prefix></Prefix><Status>Enabled</Status>";
        await PutRulesAsync(
            $"{Nameless}{Expire(9)}</Rule><Rule><ID></ID><Prefix>a</Prefix><Status>Enabled</Status>{Move(1, "IA")}</Rule>"
        );
        var names = (await GetRulesAsync()).Xml.Descendants("ID").Select(id => id.Value).ToList();
        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(36, name.Length));
    }

    [Fact]
    public async Task A_time_in_the_rule_itself_counts_for_nothing()
    {
        Assert.Equal(200, (await PutRulesAsync(Rule("a", "<Days>1</Days>" + Expire(9)))).Status);
        Assert.Equal("9", (await GetRulesAsync()).Xml.Descendants("Days").Single().Value);
        AssertRefused(await PutRulesAsync(Rule("a", "<Days>1</Days>")), 400, "InvalidRequest", "0014-00000026");
    }

    [Fact]
    public async Task A_thousand_rules_are_kept_and_more_are_refused()
    {
        var rules = Enumerable.Range(0, 1001).Select(i => Rule($"{i:D4}/{new string('p', 900)}", Expire(1))).ToArray();
        AssertRefused(await PutRulesAsync(string.Concat(rules)), 400, "InvalidRequest", "0014-00000014");
        Assert.Equal(200, (await PutRulesAsync(string.Concat(rules[..1000]))).Status);
        var told = (await GetRulesAsync()).Xml.Descendants("Prefix").Select(prefix => prefix.Value).ToList();
        Assert.Equal(1000, told.Count);
        Assert.Equal(told.Order(StringComparer.Ordinal), told);
        // Fewer leave nothing of more behind.
        await PutRulesAsync(rules[7]);
        Assert.Single((await GetRulesAsync()).Xml.Descendants("Rule"));
        Assert.Equal(204, (await DeleteRulesAsync()).Status);
    }

    [Fact]
    public async Task Too_large_a_document_is_refused()
    {
        var answer = await PutDocumentAsync("<LifecycleConfiguration>" + new string(' ', 3 << 20));
        AssertRefused(answer, 400, "MalformedXML", "0014-00000011");
    }

    [Fact]
    public async Task Only_the_owner_sees_and_sets_rules()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read-write")]);
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            var answer = await Server.SendRawAsync(method, $"/{Bucket}?lifecycle", body: []);
            Assert.Equal(403, answer.Status);
        }

        Assert.Equal(405, (await Server.SendAsync("POST", Bucket, query: [H("lifecycle", "")], body: [])).Status);
    }

    [Theory]
    [InlineData("", "0014-00000013", "MalformedXML")]
    [InlineData("<Other/>", "0014-00000015", "MalformedXML")]
    [InlineData("<Rule><ID>a</ID>", "0014-00000011", "MalformedXML")]
    [InlineData("<Rule><Status>Enabled</Status>*</Rule>", "0014-00000021", "MalformedXML")]
    [InlineData("<Rule><Prefix>a</Prefix>*</Rule>", "0014-00000025", "MalformedXML")]
    [InlineData("<Rule><Prefix>a</Prefix><Status>On</Status>*</Rule>", "0014-00000024", "MalformedXML")]
    [InlineData(
        "<Rule><Prefix>a</Prefix><Prefix>b</Prefix><Status>Enabled</Status>*</Rule>",
        "0014-00000089",
        "MalformedXML"
    )]
    [InlineData("<Rule><Prefix>a</Prefix><Status>Enabled</Status></Rule>", "0014-00000026", "InvalidRequest")]
    [InlineData("<Rule><Prefix>&#xD800;</Prefix><Status>Enabled</Status>*</Rule>", "0014-00000023", "InvalidArgument")]
    public Task A_rule_that_is_none_is_refused(string rules, string ec, string code) =>
        AssertRuleRefusedAsync(rules.Replace("*", Expire(1), StringComparison.Ordinal), ec, code);

    [Theory]
    [InlineData("<Expiration></Expiration>", "0014-00000060", "MalformedXML")]
    [InlineData("<Expiration><Days>0</Days></Expiration>", "0014-00000086", "InvalidArgument")]
    [InlineData("<Expiration><Days>-100</Days></Expiration>", "0014-00000086", "InvalidArgument")]
    [InlineData("<Expiration><Days>1.5</Days></Expiration>", "0014-00000086", "InvalidArgument")]
    [InlineData("<Expiration><Days>99999999999</Days></Expiration>", "0014-00000086", "InvalidArgument")]
    [InlineData("<Expiration><Weeks>1</Weeks></Expiration>", "0014-00000056", "MalformedXML")]
    [InlineData(
        "<Expiration><IsAccessTime>true</IsAccessTime><Days>1</Days></Expiration>",
        "0014-00000057",
        "MalformedXML"
    )]
    [InlineData(
        "<Expiration><CreatedBeforeDate>2022-12-08</CreatedBeforeDate></Expiration>",
        "0014-00000087",
        "InvalidArgument"
    )]
    [InlineData("<Expiration><Date>2022-12-08T08:00:00.000Z</Date></Expiration>", "0014-00000087", "InvalidArgument")]
    [InlineData(
        "<Expiration><Days>1</Days><CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate></Expiration>",
        "0014-00000061",
        "MalformedXML"
    )]
    [InlineData(
        "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker><Days>1</Days></Expiration>",
        "0014-00000059",
        "MalformedXML"
    )]
    [InlineData(
        "<Expiration><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>",
        "0014-00000060",
        "MalformedXML"
    )]
    [InlineData(
        "<Expiration><ExpiredObjectDeleteMarker>1</ExpiredObjectDeleteMarker></Expiration>",
        "0014-00000011",
        "MalformedXML"
    )]
    [InlineData("<Transition><StorageClass>IA</StorageClass></Transition>", "0014-00000048", "MalformedXML")]
    [InlineData("<Transition><Days>1</Days></Transition>", "0014-00000045", "MalformedXML")]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>test</StorageClass></Transition>",
        "0014-00000044",
        "InvalidArgument"
    )]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>Standard</StorageClass></Transition>",
        "0014-00000044",
        "InvalidArgument"
    )]
    [InlineData(
        "<Transition><Days>1</Days><CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate><StorageClass>IA</StorageClass></Transition>",
        "0014-00000050",
        "MalformedXML"
    )]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>IA</StorageClass><AtimeBase>1</AtimeBase></Transition>",
        "0014-00000017",
        "MalformedXML"
    )]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>IA</StorageClass><IsAccessTime>true</IsAccessTime><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit></Transition>",
        "0014-00000016",
        "InvalidRequest"
    )]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>IA</StorageClass><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit></Transition>",
        "0014-00000052",
        "InvalidRequest"
    )]
    [InlineData(
        "<Transition><Days>1</Days><StorageClass>IA</StorageClass><IsAccessTime>false</IsAccessTime><AllowSmallFile>true</AllowSmallFile></Transition>",
        "0014-00000055",
        "InvalidRequest"
    )]
    [InlineData("<NoncurrentVersionExpiration></NoncurrentVersionExpiration>", "0014-00000070", "MalformedXML")]
    [InlineData(
        "<NoncurrentVersionExpiration><IsAccessTime>true</IsAccessTime></NoncurrentVersionExpiration>",
        "0014-00000068",
        "MalformedXML"
    )]
    [InlineData(
        "<NoncurrentVersionTransition><StorageClass>IA</StorageClass></NoncurrentVersionTransition>",
        "0014-00000064",
        "MalformedXML"
    )]
    [InlineData(
        "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionTransition>",
        "0014-00000063",
        "MalformedXML"
    )]
    [InlineData(
        "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>x</StorageClass></NoncurrentVersionTransition>",
        "0014-00000062",
        "InvalidArgument"
    )]
    [InlineData("<AbortMultipartUpload></AbortMultipartUpload>", "0014-00000073", "MalformedXML")]
    [InlineData(
        "<AbortMultipartUpload><IsAccessTime>true</IsAccessTime><Days>1</Days></AbortMultipartUpload>",
        "0014-00000071",
        "MalformedXML"
    )]
    [InlineData(
        "<AbortMultipartUpload><Days>1</Days><CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate></AbortMultipartUpload>",
        "0014-00000074",
        "MalformedXML"
    )]
    [InlineData("<Explosion><Days>1</Days></Explosion>", "0014-00000017", "MalformedXML")]
    public Task An_action_that_is_none_is_refused(string action, string ec, string code) =>
        AssertRuleRefusedAsync(Rule("a", action), ec, code);

    [Theory]
    [InlineData("<Tag><Value>v</Value></Tag>", "0014-00000028", "MalformedXML")]
    [InlineData("<Tag><Key>k</Key></Tag>", "0014-00000028", "MalformedXML")]
    [InlineData("<Tag><Key></Key><Value>v</Value></Tag>", "0014-00000030", "InvalidTag")]
    [InlineData("<Tag><Key>k#</Key><Value>v</Value></Tag>", "0014-00000031", "InvalidTag")]
    [InlineData("<Tag><Key>k</Key><Value>v#</Value></Tag>", "0014-00000032", "InvalidTag")]
    [InlineData(
        "<Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>k</Key><Value>w</Value></Tag>",
        "0014-00000029",
        "InvalidRequest"
    )]
    [InlineData(
        "<Tag><Key>k</Key><Value>v</Value></Tag><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>",
        "0014-00000027",
        "InvalidRequest"
    )]
    [InlineData("<Filter><And/></Filter>", "0014-00000017", "MalformedXML")]
    [InlineData("<Filter><Not></Not></Filter>", "0014-00000088", "MalformedXML")]
    [InlineData(
        "<Filter><Not><Prefix>ab</Prefix></Not><Not><Prefix>ac</Prefix></Not></Filter>",
        "0014-00000089",
        "MalformedXML"
    )]
    [InlineData("<Filter><Not><Prefix>b</Prefix></Not></Filter>", "0014-00000035", "InvalidArgument")]
    [InlineData("<Filter><Not><Prefix>a</Prefix></Not></Filter>", "0014-00000035", "InvalidArgument")]
    [InlineData("<Filter><Not><Prefix></Prefix></Not></Filter>", "0014-00000035", "InvalidArgument")]
    [InlineData(
        "<Tag><Key>k</Key><Value>v</Value></Tag><Filter><Not><Prefix>ab</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Not></Filter>",
        "0014-00000036",
        "InvalidArgument"
    )]
    [InlineData(
        "<Filter><Not><Prefix>ab</Prefix></Not></Filter><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>",
        "0014-00000034",
        "InvalidRequest"
    )]
    [InlineData(
        "<Filter><ObjectSizeGreaterThan>abc</ObjectSizeGreaterThan></Filter>",
        "0014-00000039",
        "InvalidArgument"
    )]
    [InlineData(
        "<Filter><ObjectSizeGreaterThan>5497558138881</ObjectSizeGreaterThan></Filter>",
        "0014-00000039",
        "InvalidArgument"
    )]
    [InlineData("<Filter><ObjectSizeLessThan>-100</ObjectSizeLessThan></Filter>", "0014-00000040", "InvalidArgument")]
    [InlineData(
        "<Filter><ObjectSizeLessThan>100</ObjectSizeLessThan><ObjectSizeGreaterThan>200</ObjectSizeGreaterThan></Filter>",
        "0014-00000041",
        "InvalidArgument"
    )]
    public Task A_condition_that_is_none_is_refused(string condition, string ec, string code) =>
        AssertRuleRefusedAsync(Rule("a", condition + Move(1, "IA")), ec, code);

    [Fact]
    public async Task Names_prefixes_and_transitions_have_their_limits()
    {
        var id = new string('i', 256);
        await AssertRuleRefusedAsync(
            Rule("a", Expire(1)).Replace("<ID>a<", $"<ID>{id}<", StringComparison.Ordinal),
            "0014-00000019",
            "InvalidArgument"
        );
        await AssertRuleRefusedAsync(Rule(new string('p', 1024), Expire(1)), "0014-00000022", "InvalidArgument");
        await AssertRuleRefusedAsync(
            Rule("a", Expire(1)) + Rule("b", Expire(1)).Replace("<ID>b<", "<ID>a<", StringComparison.Ordinal),
            "0014-00000020",
            "InvalidArgument"
        );
        var four = Move(1, "IA") + Move(2, "Archive") + Move(3, "ColdArchive") + Move(4, "DeepColdArchive");
        await AssertRuleRefusedAsync(Rule("a", four), "0014-00000043", "InvalidRequest");
        var older = four.Replace("Transition>", "NoncurrentVersionTransition>", StringComparison.Ordinal)
            .Replace("Days>", "NoncurrentDays>", StringComparison.Ordinal);
        await AssertRuleRefusedAsync(Rule("a", older), "0014-00000067", "InvalidRequest");
        var tags = string.Concat(Enumerable.Range(0, 11).Select(i => $"<Tag><Key>k{i}</Key><Value>v</Value></Tag>"));
        await AssertRuleRefusedAsync(Rule("a", tags + Expire(1)), null, "InvalidRequest");
    }

    [Fact]
    public async Task A_rule_must_become_colder_and_delete_last()
    {
        await AssertRuleRefusedAsync(Rule("a", Move(60, "IA") + Move(60, "Archive")), null, "InvalidArgument");
        var answer = await PutRulesAsync(Rule("a", Move(60, "IA") + Move(30, "Archive")));
        Assert.Contains(
            "<Message>Days in the Transition action for StorageClass Archive must be more than the Transition action for StorageClass IA</Message>",
            answer.Text,
            StringComparison.Ordinal
        );
        await AssertRuleRefusedAsync(Rule("a", Move(30, "IA") + Expire(30)), null, "InvalidArgument");
        await AssertRuleRefusedAsync(Rule("a", Move(30, "IA") + Move(60, "IA")), "0014-00000079", "InvalidRequest");
        var before = "<CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate>";
        await AssertRuleRefusedAsync(
            Rule("a", Move(30, "IA") + $"<Expiration>{before}</Expiration>"),
            "0014-00000080",
            "InvalidRequest"
        );
        Assert.Equal(200, (await PutRulesAsync(Rule("a", Expire(90) + Move(60, "Archive") + Move(30, "IA")))).Status);
    }

    [Theory]
    [InlineData(
        "0014-00000085",
        "test",
        "<Expiration><Days>200</Days></Expiration>",
        "test",
        "<Transition><Days>100</Days><StorageClass>IA</StorageClass></Transition>"
    )]
    [InlineData(
        "0014-00000084",
        "test",
        "<Expiration><Days>200</Days></Expiration>",
        "test/log",
        "<Expiration><Days>100</Days></Expiration>"
    )]
    [InlineData(
        "0014-00000084",
        "",
        "<Expiration><Days>200</Days></Expiration>",
        "test/log",
        "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
    )]
    [InlineData(
        "0014-00000084",
        "test/log",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>",
        "test",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"
    )]
    [InlineData(
        "0014-00000079",
        "test",
        "<Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>",
        "test/log",
        "<Transition><Days>60</Days><StorageClass>IA</StorageClass></Transition>"
    )]
    [InlineData(
        "0014-00000080",
        "test",
        "<Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>",
        "test/log",
        "<Transition><CreatedBeforeDate>2021-12-30T00:00:00.000Z</CreatedBeforeDate><StorageClass>Archive</StorageClass></Transition>"
    )]
    [InlineData(
        "0014-00000082",
        "test",
        "<Transition><Days>120</Days><StorageClass>IA</StorageClass></Transition>",
        "test/log",
        "<Transition><Days>60</Days><StorageClass>Archive</StorageClass></Transition>"
    )]
    [InlineData(
        "0014-00000082",
        "test",
        "<Transition><Days>60</Days><StorageClass>Archive</StorageClass></Transition>",
        "test/log",
        "<Expiration><Days>30</Days></Expiration>"
    )]
    public async Task Rules_of_overlapping_prefixes_must_go_together_unless_their_sender_allows_it(
        string ec,
        string first,
        string does,
        string second,
        string doesToo
    )
    {
        var rules = Rule(first, does).Replace("<ID>", "<ID>1", StringComparison.Ordinal) + Rule(second, doesToo);
        AssertRefused(await PutRulesAsync(rules), 400, "InvalidRequest", ec);
        AssertRefused(await PutRulesAsync(rules, H(Overlap, "false")), 400, "InvalidRequest", ec);
        AssertRefused(await GetRulesAsync(), 404, "NoSuchLifecycle", null);
        Assert.Equal(200, (await PutRulesAsync(rules, H(Overlap, "true"))).Status);
        // Beside one another there is no conflict.
        var apart = rules.Replace("test/log", "other", StringComparison.Ordinal);
        if (first.Length > 0 && second != first)
        {
            Assert.Equal(200, (await PutRulesAsync(apart)).Status);
        }
    }

    [Fact]
    public async Task Uploads_are_aborted_by_one_rule_whatever_is_allowed()
    {
        const string Abort = "<AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>";
        var answer = await PutRulesAsync(Rule("", Abort) + Rule("a", Abort), H(Overlap, "true"));
        AssertRefused(answer, 400, "InvalidRequest", "0014-00000084");
        Assert.Contains("Overlap for same action type AbortMultipartUpload", answer.Text, StringComparison.Ordinal);
        AssertRefused(await PutRulesAsync(Rule("", Abort), H(Overlap, "maybe")), 400, "InvalidArgument", null);
        Assert.Equal(200, (await PutRulesAsync(Rule("a", Abort) + Rule("b", Abort))).Status);
    }

    private async Task AssertRuleRefusedAsync(string rules, string? ec, string code)
    {
        AssertRefused(await PutRulesAsync(rules), 400, code, ec);
        AssertRefused(await GetRulesAsync(), 404, "NoSuchLifecycle", null);
    }
}
