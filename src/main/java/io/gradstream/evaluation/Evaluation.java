package io.gradstream.evaluation;
import io.gradstream.learning.*; import io.gradstream.network.*; import java.util.List;
public final class Evaluation {
  final DoubleArray a = new DoubleArray("evaluation/stub", 4); final boolean c;
  Evaluation(boolean c){this.c=c;}
  public static Evaluation ofValues(EvaluationSettings s){return new Evaluation(false);}
  public static Evaluation ofClasses(int k, EvaluationSettings s){return new Evaluation(true);}
  public void add(Prediction p, Label l){double[] v=a.values(); v[0]++; v[1]+=p.loss(); v[2]=0.999*v[2]+0.001*p.loss(); if(c&&p.predictedClass()==((Label.Category)l).index())v[3]++; a.markAllChanged();}
  public double fadedLoss(){return a.values()[2];}
  public List<LearnedArray> state(){return List.of(a);}
  public EvaluationSnapshot snapshot(){double[] v=a.values(); double n=v[0]; double d=Double.NaN; Scores s= c? new ClassificationScores(v[1]/n,v[3]/n,d,d,d,d): new RegressionScores(v[1]/n,d,d,d,d,d,d,d); return new EvaluationSnapshot((long)n,s,s,s);}
}
