using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity.Transfer;

/// <summary>What is wrong with a document, as far as somebody would read it.</summary>
internal sealed class ProblemList
{
    private const int MaxKept = 100;

    private readonly List<string> _kept = [];

    public IReadOnlyList<string> Kept => _kept;

    public int More { get; private set; }

    public bool IsEmpty => _kept.Count == 0;

    public void Add(string problem)
    {
        if (_kept.Count < MaxKept)
        {
            _kept.Add(problem);
        }
        else
        {
            More++;
        }
    }

    /// <summary>Adds what a check refuses.</summary>
    public void Try(string what, Action check)
    {
        try
        {
            check();
        }
        catch (OssException refusal)
        {
            var detail = refusal.Details.FirstOrDefault(detail => detail.Key == "ErrorDetail").Value;
            Add(detail is null ? $"{what}: {refusal.Message}" : $"{what}: {refusal.Message} {detail}");
        }
    }

    public void Clear()
    {
        _kept.Clear();
        More = 0;
    }
}
