using Ossa.Fuzz.Mutating;
using Ossa.Fuzz.Targets;
using Ossa.Simulation.Randomness;

namespace Ossa.Fuzz.Running;

/// <summary>Tries a target with one changed input after another; the same seed gives the same inputs. For one thread at a time.</summary>
internal sealed class Fuzzer
{
    /// <summary>How many accepted inputs are kept to be changed further.</summary>
    private const int MaxKept = 256;

    private readonly IFuzzTarget _target;
    private readonly ulong _seed;
    private readonly Dice _dice;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus;

    public Fuzzer(IFuzzTarget target, ulong seed)
    {
        (_target, _seed, _dice) = (target, seed, new Dice(seed));
        _mutator = new Mutator(target.Tokens, _dice);
        _corpus = [.. target.Seeds];
    }

    /// <summary>How many changed inputs were taken for good.</summary>
    public long Accepted { get; private set; }

    /// <summary>How many were refused with a reason.</summary>
    public long Refused { get; private set; }

    /// <summary>Tries so many more inputs. Gives the first one that breaks the target, made as small as can be, or null.</summary>
    public Finding? Run(int inputs)
    {
        for (var i = 0; i < inputs; i++)
        {
            var input = _mutator.Mutate(_dice.Pick(_dice.OneIn(2) ? _target.Seeds : _corpus), _corpus);
            if (Trial.Of(_target, input, out var isAccepted) is { } failure)
            {
                var smallest = Minimizer.Minimize(
                    input,
                    smaller => Trial.Of(_target, smaller, out _)?.GetType() == failure.GetType()
                );
                return new Finding(_target.Name, _seed, smallest, Trial.Of(_target, smallest, out _) ?? failure);
            }
            Count(input, isAccepted);
        }

        return null;
    }

    private void Count(byte[] input, bool isAccepted)
    {
        if (!isAccepted)
        {
            Refused++;
            return;
        }

        Accepted++;
        if (_corpus.Count < _target.Seeds.Count + MaxKept)
        {
            _corpus.Add(input);
        }
        else
        {
            // The seeds stay.
            _corpus[_dice.Between(_target.Seeds.Count, _corpus.Count - 1)] = input;
        }
    }
}
