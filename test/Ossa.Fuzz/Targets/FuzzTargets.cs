namespace Ossa.Fuzz.Targets;

/// <summary>Everything that can be tried.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new PolicyTarget(),
        new SignedRequestTarget("presigned", SignedSeeds.Urls),
        new SignedRequestTarget("authorization", SignedSeeds.Headers),
        new FormPolicyTarget(),
        new FormTarget(),
        new RpcTarget(),
        new Acs3Target(),
        new TokenTarget(),
        new RequestTarget(),
    ];
}
