using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>
/// What policies say to a request: a denial counts wherever it stands, an allowance only where nothing denies. A pure function. See
/// https://www.alibabacloud.com/help/en/ram/user-guide/policy-evaluation-process.
/// </summary>
public static class PolicyEvaluator
{
    /// <summary>The verdict of all these policies together.</summary>
    /// <param name="policies">The policies; their order means nothing for the effect.</param>
    /// <param name="request">What is asked.</param>
    public static PolicyVerdict Evaluate(IEnumerable<NamedPolicy> policies, AccessRequest request)
    {
        var verdict = PolicyVerdict.None;
        foreach (var policy in policies)
        {
            var statements = policy.Document.Statements;
            for (var i = 0; i < statements.Count; i++)
            {
                var effect = statements[i].IsAllow ? PolicyEffect.Allow : PolicyEffect.Deny;
                if (effect <= verdict.Effect || !Concerns(statements[i], request))
                {
                    continue;
                }

                verdict = new PolicyVerdict(effect, policy.Name, i + 1);
                if (effect == PolicyEffect.Deny)
                {
                    return verdict;
                }
            }
        }

        return verdict;
    }

    private static bool Concerns(PolicyStatement statement, AccessRequest request) =>
        IsAbout(statement, request.Principal)
        && statement.Actions.Takes(request.Action, static (pattern, action) => Wildcard.Matches(pattern, action, true))
        && statement.Resources.Takes(request.Resource, static (pattern, resource) => pattern.Matches(resource))
        && Hold(statement.Conditions, request);

    /// <summary>
    /// Whether the principal is among those whom the statement is about. One for everybody that has no condition spares the owner of the bucket, see
    /// https://www.alibabacloud.com/help/en/oss/user-guide/oss-bucket-policy/.
    /// </summary>
    private static bool IsAbout(PolicyStatement statement, AccessPrincipal principal) =>
        statement.Principals switch
        {
            null => true,
            { IsNegated: false } named when principal.IsOwner && statement.Conditions.Count == 0 => named.Takes(
                principal,
                static (pattern, owner) => pattern != "*" && Means(pattern, owner)
            ),
            { } principals => principals.Takes(principal, LetsIn(statement) ? MeansSurely : Means),
        };

    /// <summary>Whether the statement lets in whom it names, or spares them: allows to these, or denies to all but these.</summary>
    private static bool LetsIn(PolicyStatement statement) =>
        statement.IsAllow != (statement.Principals is { IsNegated: true });

    /// <summary>As <see cref="Means"/>, but a foreign principal is meant only where its account is stated.</summary>
    private static bool MeansSurely(string pattern, AccessPrincipal principal)
    {
        if (principal.ForeignAccount is not { } account || pattern == "*")
        {
            return Means(pattern, principal);
        }

        return principal.Names.Contains(pattern)
            || ((States("acs:ram::") || States("arn:sts::")) && Means(pattern, principal));

        bool States(string kind) => pattern.StartsWith($"{kind}{account}:", StringComparison.Ordinal);
    }

    /// <summary>Everybody, those without a name included, is meant by "*" alone.</summary>
    private static bool Means(string pattern, AccessPrincipal principal)
    {
        if (pattern == "*")
        {
            return true;
        }

        foreach (var name in principal.Names)
        {
            if (Wildcard.Matches(pattern, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Hold(IReadOnlyList<AccessCondition> conditions, AccessRequest request)
    {
        foreach (var condition in conditions)
        {
            if (!request.Meets(condition))
            {
                return false;
            }
        }

        return true;
    }
}
