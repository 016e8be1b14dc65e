using System.Text;
using System.Text.Json;
using Ossa.Engine.Access;
using Ossa.Fuzz.Running;
using Ossa.Protocol.Access;

namespace Ossa.Fuzz.Targets;

/// <summary>
/// Policies of buckets, identities and roles: what is read can be written and read again and says the same, in whatever order its statements
/// stand; it asks each condition once at most; and whom it lets in without any facts, it counts as public.
/// </summary>
internal sealed class PolicyTarget : IFuzzTarget
{
    private static readonly PolicyKind[] Kinds = [PolicyKind.Bucket, PolicyKind.Identity, PolicyKind.Trust];

    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    private static readonly AccessPrincipal[] Principals =
    [
        AccessPrincipal.Anonymous,
        new(["1000000000000001"]),
        new(["acs:ram::1000000000000001:user/alice", "20001"]),
    ];

    private static readonly AccessResource[] Resources =
    [
        AccessResource.Of("cn-hangzhou", "1000000000000001", "bucket", "folder/key"),
        AccessResource.Of("cn-hangzhou", "1000000000000001", "bucket", key: null),
        AccessResource.Role("1000000000000001", "reader"),
    ];

    private static readonly Dictionary<string, string> Facts = new(StringComparer.OrdinalIgnoreCase)
    {
        [ConditionKeys.SourceIp] = "192.0.2.7",
        [ConditionKeys.UserAgent] = "ossa/1 (fuzz)",
        [ConditionKeys.CurrentTime] = "2025-02-03T12:00:00Z",
        [ConditionKeys.SecureTransport] = "true",
        [ConditionKeys.Prefix] = "folder/",
        [ConditionKeys.Delimiter] = "/",
    };

    /// <inheritdoc/>
    public string Name => "policies";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Seeds { get; } = [.. PolicySeeds.All.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens => PolicySeeds.Tokens;

    /// <inheritdoc/>
    public bool Accepts(byte[] input)
    {
        var json = Encoding.UTF8.GetString(input);
        var isAccepted = false;
        foreach (var kind in Kinds)
        {
            if (TryParse(json, kind) is { } policy)
            {
                isAccepted = true;
                // A member that stands twice is read one way here and another way by somebody else.
                JsonDocument.Parse(json, Unambiguous).Dispose();
                Check(policy, kind);
            }
        }

        return isAccepted;
    }

    private static PolicyDocument? TryParse(string json, PolicyKind kind)
    {
        try
        {
            return PolicyDocument.Parse(json, kind);
        }
        catch (PolicyFormatException e)
        {
            BrokenInvariantException.ThrowUnless(e.Message.Length > 0, "A refusal says nothing.");
            return null;
        }
    }

    private static void Check(PolicyDocument policy, PolicyKind kind)
    {
        var written = PolicyText.Write(policy, kind);
        var again = PolicyDocument.Parse(written, kind);
        BrokenInvariantException.ThrowUnless(
            PolicyText.Write(again, kind) == written,
            $"A policy changes when it is written and read:\n{written}\n{PolicyText.Write(again, kind)}"
        );
        BrokenInvariantException.ThrowUnless(!policy.WithoutPublic().IsPublic, "It is public without what is public.");
        var reversed = new PolicyDocument([.. policy.Statements.Reverse()]);
        foreach (var principal in Principals)
        {
            foreach (var resource in Resources)
            {
                foreach (var hasFacts in (bool[])[true, false])
                {
                    var effect = Evaluate(policy, principal, resource, hasFacts);
                    BrokenInvariantException.ThrowUnless(
                        effect == Evaluate(again, principal, resource, hasFacts),
                        "A policy means something else when it is written and read."
                    );
                    BrokenInvariantException.ThrowUnless(
                        effect == Evaluate(reversed, principal, resource, hasFacts),
                        "The order of statements means something."
                    );
                    BrokenInvariantException.ThrowUnless(
                        kind != PolicyKind.Bucket
                            || principal.Names.Count > 0
                            || hasFacts
                            || effect != PolicyEffect.Allow
                            || policy.IsPublic,
                        "Anybody is let in by a policy that is not public."
                    );
                }
            }
        }
    }

    private static PolicyEffect Evaluate(
        PolicyDocument policy,
        AccessPrincipal principal,
        AccessResource resource,
        bool hasFacts
    )
    {
        var asked = 0;
        var verdict = PolicyEvaluator.Evaluate(
            [new NamedPolicy("fuzzed", policy)],
            new AccessRequest(principal, "oss:GetObject", resource, Fact)
        );
        BrokenInvariantException.ThrowUnless(
            asked <= policy.Statements.Sum(statement => statement.Conditions.Count),
            $"The request was asked {asked} times for facts."
        );
        return verdict.Effect;

        string? Fact(string key)
        {
            asked++;
            return hasFacts ? Facts.GetValueOrDefault(key) : null;
        }
    }
}
