namespace Ossa.Fuzz.Targets;

/// <summary>Policies of each kind, and the words of their grammar.</summary>
internal static class PolicySeeds
{
    public static IReadOnlyList<string> All { get; } =
    [
        """{"Version":"1","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""",
        """
            {"Version":"1","Statement":[
            {"Sid":"a","Effect":"Allow","Principal":["*"],"Action":["oss:GetObject","oss:List*"],"Resource":["acs:oss:*:*:bucket","acs:oss:*:1000000000000001:bucket/*"],"Condition":{"IpAddress":{"acs:SourceIp":["192.0.2.0/24","2001:db8::/32"]}}},
            {"Effect":"Deny","NotPrincipal":["20001"],"NotAction":"oss:GetObject","NotResource":["acs:oss:*:*:other/*"]}
            ]}
            """,
        """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":["*"],
            "Condition":{
            "StringLike":{"oss:Prefix":["folder/*","\u00e4?"],"acs:UserAgent":"*fuzz*"},
            "StringNotEquals":{"oss:Delimiter":"x"},
            "Bool":{"acs:SecureTransport":"true"},
            "NumericLessThan":{"other:Number":"1e3"},
            "DateGreaterThan":{"acs:CurrentTime":"2020-01-01T00:00:00+08:00"}}}]}
            """,
        """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"RAM":["acs:ram::1000000000000001:root","acs:ram::1000000000000001:user/alice"]}}]}
            """,
        """{"Version":"1","Statement":[{"Effect":"Allow","Action":["ram:*"],"Resource":"acs:ram::1000000000000001:role/reader"}]}""",
    ];

    public static IReadOnlyList<string> Tokens { get; } =
    [
        "\"Version\":\"1\",",
        "\"Statement\":",
        "\"Sid\":\"\",",
        "\"Effect\":\"Allow\",",
        "\"Effect\":\"Deny\",",
        "\"Principal\":\"*\",",
        "\"NotPrincipal\":[\"*\"],",
        "\"Action\":\"oss:GetObject\",",
        "\"NotAction\":\"oss:*\",",
        "\"Resource\":\"*\",",
        "\"NotResource\":",
        "\"Condition\":{},",
        "\"StringEquals\":{\"acs:SourceIp\":\"192.0.2.7\"},",
        "\"StringLike\":{\"acs:UserAgent\":\"*\"},",
        "\"StringNotLike\":{\"oss:Prefix\":\"*\"},",
        "\"NumericEquals\":{\"a:b\":\"1\"},",
        "\"DateLessThan\":{\"acs:CurrentTime\":\"2030-01-01\"},",
        "\"NotIpAddress\":{\"acs:SourceIp\":\"::ffff:192.0.2.7\"},",
        "\"acs:SourceIp\":\"0.0.0.0/0\",",
        "\"oss:ExistingObjectTag/a\":\"b\",",
        "\"RAM\":",
        "acs:oss:*:*:",
        "acs:ram::*:role/*",
        "*?*?*?*?*?a",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
    ];
}
